import type { Problem } from "../../core/problem.ts";
import { docsAnchor } from "./docs-anchor.ts";
import { countChecks, type PhaseResult, type RunResult } from "./run-result.ts";

/** Milliseconds to three places, where a clock gives more than it knows. */
function roundDuration(key: string, value: unknown): unknown {
  return key === "durationMs" && typeof value === "number"
    ? Math.round(value * 1000) / 1000
    : value;
}

/** A problem with the place of the documentation that explains it. */
function withDocs(problem: Problem): Problem & { readonly docs: string } {
  return { ...problem, docs: docsAnchor(problem.code) };
}

function phaseWithDocs(phase: PhaseResult): PhaseResult {
  return {
    ...phase,
    cases: phase.cases.map((check) => ({ ...check, problems: check.problems.map(withDocs) })),
    problems: phase.problems.map(withDocs),
  };
}

/**
 * A run as one JSON document; each problem says where it is explained, and the counts of checks are added
 * for readers in a hurry.
 */
export function renderJson(result: RunResult): string {
  const document = {
    ...result,
    phases: result.phases.map(phaseWithDocs),
    accepted: result.accepted.map((each) => ({ ...each, problem: withDocs(each.problem) })),
    checks: countChecks(result),
  };
  return `${JSON.stringify(document, roundDuration, 2)}\n`;
}
