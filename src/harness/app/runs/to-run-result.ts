import type { LockstepError } from "../../core/lockstep-error.ts";
import type { Severity } from "../../core/problem.ts";
import {
  runResultSchema,
  type PhaseResult,
  type RunProject,
  type RunResult,
  type SetupFailure,
} from "../report/run-result.ts";
import { toolName, toolVersion } from "../report/tool-version.ts";
import { apiTitle } from "../project/api-title.ts";
import { documentedApis } from "../project/choose-api.ts";
import type { Project } from "../project/load-project.ts";

/** What was looked at, for the result of any run. */
export function describeProject(project: Project): RunProject {
  return {
    template: project.template.file,
    stage: project.config.stage,
    apis: documentedApis(project).map((api) => ({
      logicalId: api.wired.resource.logicalId,
      title: apiTitle(project, api),
      spec: api.document.file,
      operations: api.document.operations.length,
    })),
  };
}

/** What a run of several templates looked at; of one, as `describeProject`. */
export function describeProjects(projects: readonly Project[]): RunProject | null {
  const described = projects.map(describeProject);
  const [first, ...others] = described;
  if (first === undefined || others.length === 0) return first ?? null;
  return {
    template: null,
    templates: described.flatMap(({ template }) => template ?? []),
    stage: first.stage,
    apis: described.flatMap(({ apis }) => apis),
  };
}

/** The part of a result that says what was accepted. */
export type SettledFindings = Pick<
  RunResult,
  "suppressed" | "switchedOff" | "notAsked" | "baselined" | "accepted" | "baseline"
>;

const nothingSettled: SettledFindings = {
  suppressed: 0,
  switchedOff: 0,
  notAsked: 0,
  baselined: 0,
  accepted: [],
  baseline: null,
};

/** What a run of some of a check's phases is made of. */
export interface PartialRun {
  readonly command: string;
  readonly startedAt: Date;
  readonly project: Project | null;
  readonly target: RunResult["target"];
  readonly phases: readonly PhaseResult[];
  readonly failOn: Severity;
  /** What was done with findings before they counted; nothing when left out. */
  readonly findings?: SettledFindings;
  /** What ended the run early, `null` when it ran to its end. */
  readonly failure: LockstepError | null;
}

function toSetupFailure({ code, summary, hint, details }: LockstepError): SetupFailure {
  return { code, message: summary, hint: hint ?? null, details };
}

function exitCodeOf({ phases, failure }: PartialRun): RunResult["exitCode"] {
  if (failure !== null) return failure.exitCode;
  return phases.some((phase) => phase.status === "failed") ? 1 : 0;
}

/** The result of a command that runs some of a check's phases. */
export function toRunResult(run: PartialRun): RunResult {
  return {
    schema: runResultSchema,
    tool: { name: toolName, version: toolVersion() },
    command: run.command,
    startedAt: run.startedAt.toISOString(),
    durationMs: Date.now() - run.startedAt.getTime(),
    project: run.project === null ? null : describeProject(run.project),
    target: run.target,
    phases: run.phases,
    coverage: null,
    failOn: run.failOn,
    ...(run.findings ?? nothingSettled),
    setupFailure: run.failure === null ? null : toSetupFailure(run.failure),
    exitCode: exitCodeOf(run),
  };
}
