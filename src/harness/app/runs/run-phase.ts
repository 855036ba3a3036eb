import { performance } from "node:perf_hooks";
import type { Problem, Severity } from "../../core/problem.ts";
import {
  isFailing,
  type CheckCase,
  type CheckStatus,
  type PhaseResult,
} from "../report/run-result.ts";

/** One check of a phase. */
export interface PhaseCase extends CheckCase {
  /** The problems its status follows from, where they are not those it tells. */
  readonly judgedBy?: readonly Problem[];
}

/** What a phase found; status and time are added around it. */
export interface PhaseFindings {
  readonly summary: string;
  readonly cases: readonly PhaseCase[];
  readonly problems: readonly Problem[];
  /** True when there was nothing to check, or what it needs is broken; `summary` says why. */
  readonly skipped?: boolean;
}

/** The status of a check that found these problems. */
export function statusOf(problems: readonly Problem[], failOn: Severity): CheckStatus {
  return problems.some((problem) => isFailing(problem, failOn)) ? "failed" : "passed";
}

function phaseStatus(findings: PhaseFindings, failOn: Severity): CheckStatus {
  if (findings.cases.some((check) => check.status === "failed")) return "failed";
  const status = statusOf(findings.problems, failOn);
  const { cases } = findings;
  // A phase none of whose checks ran has proved nothing.
  const nothingRan = cases.length > 0 && cases.every((check) => check.status === "skipped");
  return status === "passed" && (findings.skipped === true || nothingRan) ? "skipped" : status;
}

/** What settles findings before they count. */
export type SettleFindings = (phase: string, findings: PhaseFindings) => PhaseFindings;

const asFound: SettleFindings = (_phase, findings) => findings;

function toCheckCase({ judgedBy: _judgedBy, ...check }: PhaseCase): CheckCase {
  return check;
}

/** Runs a phase, timed. What the work throws goes to the caller. */
export async function runPhase(
  name: string,
  title: string,
  failOn: Severity,
  work: () => PhaseFindings | Promise<PhaseFindings>,
  settle: SettleFindings = asFound,
): Promise<PhaseResult> {
  const start = performance.now();
  const findings = settle(name, await work());
  return {
    name,
    title,
    status: phaseStatus(findings, failOn),
    summary: findings.summary,
    durationMs: performance.now() - start,
    cases: findings.cases.map(toCheckCase),
    problems: findings.problems,
  };
}

/** `1 operation`, `2 operations`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
