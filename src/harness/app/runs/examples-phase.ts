import type { EvidenceSink } from "../../core/evidence.ts";
import type { Severity } from "../../core/problem.ts";
import type { Target } from "../../core/target.ts";
import { runExamples, type ExampleOutcome } from "../../checks/conformance/run-examples.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { CheckCase } from "../report/run-result.ts";
import { explainProblems } from "./explain-problems.ts";
import { hintAtMapping } from "./hint-at-mapping.ts";
import { notCalled } from "./not-called.ts";
import { reproduceRequest } from "./reproduce-request.ts";
import { withCredentials } from "./with-credentials.ts";
import { unproven } from "./unproven.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** What calling the spec's examples needs. */
export interface ExamplesPhaseInput {
  readonly project: Project;
  readonly api: ProjectApi;
  readonly target: Target;
  readonly failOn: Severity;
  readonly sink: EvidenceSink;
}

function toCase(outcome: ExampleOutcome, file: string, failOn: Severity): CheckCase {
  const { operation, name, exchange, problems } = outcome;
  const skipped = outcome.skipped ?? unproven(problems);
  const answer = exchange === null ? "" : ` → ${exchange.response.status}`;
  return {
    name: `${operation.operationId ?? operation.key}: ${skipped === null ? `${name}${answer}` : skipped}`,
    operation: operation.key,
    file,
    status: skipped === null ? statusOf(problems, failOn) : "skipped",
    ...(skipped === null ? {} : { reason: skipped }),
    durationMs: exchange?.durationMs ?? 0,
    problems,
  };
}

/** Calls every operation with the spec's own examples and follows the spec's links. */
export async function examplesPhase({
  project,
  api,
  target,
  failOn,
  sink,
}: ExamplesPhaseInput): Promise<PhaseFindings> {
  const outcomes = await runExamples({
    document: api.document,
    registry: api.registry,
    target: withCredentials(project, api, target),
    sink,
    skip: notCalled(project, api, target),
    reproduce: reproduceRequest(project, api, target),
  });
  const explain = explainProblems(project, api, target);
  const cases = outcomes.map((outcome) => {
    const { exchange, operation, problems } = outcome;
    const answered = { operation: operation.key, status: exchange?.response.status ?? 0 };
    const tell = hintAtMapping(api, answered, explain);
    return toCase({ ...outcome, problems: problems.map(tell) }, api.document.file, failOn);
  });
  const sent = outcomes.filter(({ exchange }) => exchange !== null).length;
  const left = outcomes.filter(({ exchange, skipped }) => exchange === null && skipped !== null);
  return {
    summary: `${count(sent, "request")} to ${count(api.document.operations.length, "operation")}${left.length === 0 ? "" : `, ${left.length} not called`}`,
    cases,
    problems: [],
  };
}
