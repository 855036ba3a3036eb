import type { EvidenceSink } from "../../core/evidence.ts";
import type { Severity } from "../../core/problem.ts";
import type { Target } from "../../core/target.ts";
import { runExamples, type ExampleOutcome } from "../../checks/conformance/run-examples.ts";
import { formatCurl } from "../../checks/target/format-curl.ts";
import type { ProjectApi } from "../project/load-project.ts";
import type { CheckCase } from "../report/run-result.ts";
import { repeatUrl } from "./repeat-url.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** What calling the spec's examples needs. */
export interface ExamplesPhaseInput {
  readonly api: ProjectApi;
  readonly target: Target;
  readonly failOn: Severity;
  readonly sink: EvidenceSink;
}

function toCase(outcome: ExampleOutcome, file: string, failOn: Severity): CheckCase {
  const { operation, name, exchange, problems, skipped } = outcome;
  const answer = exchange === null ? "" : ` → ${exchange.response.status}`;
  return {
    name: `${operation.operationId ?? operation.key}: ${skipped === null ? `${name}${answer}` : skipped}`,
    operation: operation.key,
    file,
    status: skipped === null ? statusOf(problems, failOn) : "skipped",
    durationMs: exchange?.durationMs ?? 0,
    problems,
  };
}

/** On this machine only a wired operation can be called; behind a URL every one can. */
function notWired(api: ProjectApi, target: Target): ReadonlySet<string> {
  if (target.kind === "deployed") return new Set();
  return new Set(
    api.wired.operations
      .filter(({ function: fn }) => (fn?.handler ?? null) === null)
      .map(({ operation }) => operation.key),
  );
}

/** Calls every operation with the spec's own examples and follows the spec's links. */
export async function examplesPhase({
  api,
  target,
  failOn,
  sink,
}: ExamplesPhaseInput): Promise<PhaseFindings> {
  const outcomes = await runExamples({
    document: api.document,
    registry: api.registry,
    target,
    sink,
    skip: notWired(api, target),
    reproduce: (request) => formatCurl(request, repeatUrl(target)),
  });
  const cases = outcomes.map((outcome) => toCase(outcome, api.document.file, failOn));
  const sent = outcomes.filter(({ exchange }) => exchange !== null).length;
  return {
    summary: `${count(sent, "request")} to ${count(api.document.operations.length, "operation")}`,
    cases,
    problems: [],
  };
}
