import { LockstepError } from "../../core/lockstep-error.ts";
import type { LoadedPacts } from "../../checks/contracts/files/load-pacts.ts";
import type { RunResult, RunTarget } from "../report/run-result.ts";
import { openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { chooseApi } from "../project/choose-api.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { FindingsRun } from "./findings/findings-run.ts";
import { Journal, type PhaseListener } from "./journal.ts";
import { openTarget, type OpenTarget, type TargetChoice } from "./open-target.ts";
import { pactPhase } from "./pact-phase.ts";
import { readStates, type ReadStates } from "./read-states.ts";
import { toRunResult } from "./to-run-result.ts";

/** What the pact commands have in common. */
export interface PactRunOptions {
  readonly overrides: ConfigOverrides;
  /** Pact files or folders; empty takes the contracts folder. */
  readonly paths: readonly string[];
  readonly apiLogicalId: string | null;
  /** Told of each phase. */
  readonly listener: PhaseListener;
}

interface OpenProject {
  readonly findings: FindingsRun;
  readonly project: Project;
  readonly api: ProjectApi;
}

async function openProject(options: PactRunOptions): Promise<OpenProject> {
  const { config, findings: settings } = await resolveConfig(options.overrides);
  const findings = new FindingsRun(config.root, settings, config.failOn);
  const project = loadProject(config);
  findings.keepSecrets(project);
  const api = chooseApi(project, options.apiLogicalId);
  if (api === null) {
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${config.template} holds no API that could be read.`,
    });
  }
  return { project, api, findings };
}

/** Nothing to check is no success: a command that was asked for pacts says so when there are none. */
function pactsOf({ project }: OpenProject, paths: readonly string[]): LoadedPacts {
  const named = paths.length === 0 ? [project.config.contracts] : paths;
  const loaded = findPacts(project.config, stageNames(project), named);
  return loaded ?? { pacts: [], problems: [] };
}

/** A pact command under way. */
interface PactRun extends OpenProject {
  readonly startedAt: Date;
  readonly loaded: LoadedPacts;
  /** True when every pact file of the project is looked at, not only those named. */
  readonly whole: boolean;
  readonly states: ReadStates;
  readonly journal: Journal;
}

/** What both commands begin with: the static comparison, which needs nothing but files. */
async function beginRun(options: PactRunOptions): Promise<PactRun> {
  const startedAt = new Date();
  const opened = await openProject(options);
  const { project, api, findings } = opened;
  const loaded = pactsOf(opened, options.paths);
  const states = await readStates(project.config, loaded.pacts);
  const journal = new Journal(project.config.failOn, options.listener, findings.settle);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, api, loaded, states.problems),
  );
  const whole = options.paths.length === 0 && options.apiLogicalId === null;
  return { ...opened, startedAt, loaded, whole, states, journal };
}

async function endRun(
  command: string,
  { startedAt, project, journal, findings, whole }: PactRun,
  target: RunTarget | null,
  failure: LockstepError | null,
): Promise<RunResult> {
  const { failOn } = project.config;
  const { phases } = journal;
  const ended = failure === null;
  const settled = await findings.finish(journal, { whole: whole && ended, ended });
  return toRunResult({
    command,
    startedAt,
    project,
    target,
    phases,
    failOn,
    findings: settled,
    failure,
  });
}

/**
 * `lockstep pact check`: every interaction against the spec, nothing started. Provider states that do
 * not load are a set-up failure in the result, beside what was found.
 */
export async function checkPacts(options: PactRunOptions): Promise<RunResult> {
  const run = await beginRun(options);
  return endRun("pact check", run, null, run.states.failure);
}

async function verifyOn(run: PactRun, { target }: OpenTarget): Promise<void> {
  const { project, api, loaded: pacts, states, journal, startedAt } = run;
  const { failOn, root } = project.config;
  const sink = openEvidenceFile(root, "pact-verify", startedAt.getTime());
  await journal.run("pact", "Pact verification", () =>
    pactPhase({ project, api, target, pacts, states: states.states, failOn, sink }),
  );
}

/**
 * `lockstep pact verify`: every interaction against a stage, started here or behind a URL. A set-up
 * error of the verification (an unreachable URL) is in the result, with what was found before it.
 */
export async function verifyPactFiles(options: PactRunOptions & TargetChoice): Promise<RunResult> {
  const run = await beginRun(options);
  const command = "pact verify";
  if (run.states.failure !== null) return endRun(command, run, null, run.states.failure);
  let target: RunTarget | null = null;
  try {
    const open = await openTarget(run.project, run.api, options);
    target = open.description;
    try {
      await verifyOn(run, open);
    } finally {
      await open.close();
    }
    return await endRun(command, run, target, null);
  } catch (error) {
    if (!LockstepError.is(error)) throw error;
    return endRun(command, run, target, error);
  }
}
