import type { Problem, Severity } from "../../../core/problem.ts";
import type { CheckStatus } from "../../report/run-result.ts";
import { statusOf, type PhaseCase, type PhaseFindings } from "../run-phase.ts";

/** The problem as it counts, or `null` when it does not. */
export type SettleProblem = (problem: Problem) => Problem | null;

function settleAll(problems: readonly Problem[], settle: SettleProblem): readonly Problem[] {
  return problems.flatMap((problem) => settle(problem) ?? []);
}

/** Only what was changed by settling changes a status: a check may have failed by more than its problems. */
function statusAfter(
  { status, problems, judgedBy = problems }: PhaseCase,
  settle: SettleProblem,
  failOn: Severity,
): CheckStatus {
  if (status === "skipped") return status;
  const settled = settleAll(judgedBy, settle);
  const isSame =
    settled.length === judgedBy.length && settled.every((each, index) => each === judgedBy[index]);
  return isSame ? status : statusOf(settled, failOn);
}

/** What a phase found, as it counts: findings that do not are taken out, and statuses follow. */
export function settlePhase(
  findings: PhaseFindings,
  failOn: Severity,
  settle: SettleProblem,
): PhaseFindings {
  return {
    ...findings,
    cases: findings.cases.map((each) => ({
      ...each,
      status: statusAfter(each, settle, failOn),
      problems: settleAll(each.problems, settle),
    })),
    problems: settleAll(findings.problems, settle),
  };
}
