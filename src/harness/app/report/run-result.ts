import type { CoverageTable } from "../../core/evidence.ts";
import type { SetupErrorCode } from "../../core/problem-codes.ts";
import type { Problem, Severity } from "../../core/problem.ts";
import type { GatewayProfile, TargetKind } from "../../core/target.ts";

/** Version of the JSON form; raised when a field changes its meaning or goes away. */
export const runResultSchema = "lockstep-run/1";

/** Outcome of a phase or of one check in it. */
export type CheckStatus = "passed" | "failed" | "skipped";

/** One thing that was checked: an operation's example, a pact interaction, an event file. */
export interface CheckCase {
  /** What was checked, for people: `creates an order → 201`. */
  readonly name: string;
  /** `METHOD /path`, where the check concerns an operation. */
  readonly operation: string | null;
  /** The file the check comes from. */
  readonly file: string | null;
  readonly status: CheckStatus;
  /** Why it was skipped, where that is known: words that follow a colon. */
  readonly reason?: string;
  readonly durationMs: number;
  readonly problems: readonly Problem[];
}

/** One phase of a run. */
export interface PhaseResult {
  /** Stable name: `load`, `wiring`, `events`, `contracts`, `stage`, `examples`, `pact`, `coverage`, `findings`. */
  readonly name: string;
  /** For people: `Contracts against the spec`. */
  readonly title: string;
  readonly status: CheckStatus;
  /** What the phase looked at, in a few words: `4 operations, 5 functions`. */
  readonly summary: string;
  /** The template the phase is about, where a run takes several. */
  readonly template?: string;
  readonly durationMs: number;
  readonly cases: readonly CheckCase[];
  /** Problems that belong to no single case. */
  readonly problems: readonly Problem[];
}

/** What was looked at. */
export interface RunProject {
  /** `null` where the run took several. */
  readonly template: string | null;
  /** The templates of a run that took several. */
  readonly templates?: readonly string[];
  readonly stage: string | null;
  readonly apis: readonly {
    readonly logicalId: string;
    readonly title: string;
    readonly spec: string;
    readonly operations: number;
  }[];
}

/** Where the dynamic phases ran. */
export interface RunTarget {
  readonly kind: TargetKind;
  readonly name: string;
  readonly gateway: GatewayProfile;
  readonly baseUrl: string | null;
  /** `dynoxide 1.2.1`, `dynalite 4.0.0`, an endpoint's URL, or `null` when no state is kept here. */
  readonly dynamodb: string | null;
}

/** A set-up error that ended a run early; what was found before it is kept. */
export interface SetupFailure {
  readonly code: SetupErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly details: readonly string[];
}

/** A finding that was accepted, so that it does not count. */
export interface AcceptedFinding {
  readonly problem: Problem;
  /** A comment beside it, the configuration, or the baseline file. */
  readonly by: "comment" | "configuration" | "baseline";
  /** `null` for the baseline, which has none. */
  readonly reason: string | null;
}

/** What came of the baseline file of a run. */
export interface RunBaseline {
  readonly file: string;
  /** True when this run wrote it. */
  readonly written: boolean;
  /** How many findings it accepts. */
  readonly findings: number;
}

/** Serialisable outcome of any run; reports, shards and other tools read this and nothing else. */
export interface RunResult {
  readonly schema: typeof runResultSchema;
  readonly tool: { readonly name: string; readonly version: string };
  /** The command, without its options: `check`, `pact verify`. */
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly project: RunProject | null;
  readonly target: RunTarget | null;
  readonly phases: readonly PhaseResult[];
  readonly coverage: CoverageTable | null;
  /** The severity from which a problem fails the run. */
  readonly failOn: Severity;
  /** How many findings a comment or the configuration accepted. */
  readonly suppressed: number;
  /** How many findings a rule switched off (`--rule CODE=off`, `rules`). */
  readonly switchedOff: number;
  /** How many findings there were of codes that `--only` did not ask for. */
  readonly notAsked: number;
  /** How many findings the baseline accepted. */
  readonly baselined: number;
  /** Those findings. */
  readonly accepted: readonly AcceptedFinding[];
  /** The baseline file, `null` where none was asked for. */
  readonly baseline: RunBaseline | null;
  /** Why the run could not go on, e.g. an unreachable target; `null` when it ran to its end. */
  readonly setupFailure: SetupFailure | null;
  /** 0 clean, 1 problems found, 2 usage or configuration, 3 environment. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

/** Every problem of a phase, once: two checks may share one. */
export function phaseProblems(phase: PhaseResult): readonly Problem[] {
  return [...new Set([...phase.problems, ...phase.cases.flatMap((check) => check.problems)])];
}

/** Every problem of a run, phases in order. */
export function allProblems(result: Pick<RunResult, "phases">): readonly Problem[] {
  return [...new Set(result.phases.flatMap(phaseProblems))];
}

const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** True when the problem is at least as severe as the line that fails a run. */
export function isFailing(problem: Problem, failOn: Severity): boolean {
  return severityRank[problem.severity] >= severityRank[failOn];
}

/**
 * How many checks passed, failed and were skipped. A phase without cases counts as one check, and so
 * does the failure of a phase whose cases all passed.
 */
export function countChecks(
  result: Pick<RunResult, "phases">,
): Readonly<Record<CheckStatus, number>> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const phase of result.phases) {
    const statuses =
      phase.cases.length === 0 ? [phase.status] : phase.cases.map((check) => check.status);
    for (const status of statuses) counts[status] += 1;
    if (phase.status === "failed" && !statuses.includes("failed")) counts.failed += 1;
  }
  return counts;
}
