import { LockstepError } from "../../core/lockstep-error.ts";
import type { RunResult } from "../report/run-result.ts";
import { openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { chooseApi } from "../project/choose-api.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { Journal, type PhaseListener } from "./journal.ts";
import { openTarget, type TargetChoice } from "./open-target.ts";
import { pactPhase } from "./pact-phase.ts";
import { readStates } from "./read-states.ts";
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
  readonly project: Project;
  readonly api: ProjectApi;
}

async function openProject(options: PactRunOptions): Promise<OpenProject> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  const api = chooseApi(project, options.apiLogicalId);
  if (api === null) {
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${config.template} holds no API that could be read.`,
    });
  }
  return { project, api };
}

/** Nothing to check is no success: a command that was asked for pacts says so when there are none. */
function pactsOf(
  { project }: OpenProject,
  paths: readonly string[],
): NonNullable<ReturnType<typeof findPacts>> {
  const named = paths.length === 0 ? [project.config.contracts] : paths;
  const loaded = findPacts(project.config, stageNames(project), named);
  return loaded ?? { pacts: [], problems: [] };
}

/** `lockstep pact check`: every interaction against the spec, nothing started. */
export async function checkPacts(options: PactRunOptions): Promise<RunResult> {
  const startedAt = new Date();
  const opened = await openProject(options);
  const { project, api } = opened;
  const { failOn } = project.config;
  const loaded = pactsOf(opened, options.paths);
  const states = await readStates(project.config, loaded.pacts);
  if (states.failure !== null) throw states.failure;
  const journal = new Journal(failOn, options.listener);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, api, loaded, states.problems),
  );
  return toRunResult({
    command: "pact check",
    startedAt,
    project,
    target: null,
    phases: journal.phases,
    failOn,
  });
}

/** `lockstep pact verify`: every interaction against a running stage, here or behind a URL. */
export async function verifyPactFiles(options: PactRunOptions & TargetChoice): Promise<RunResult> {
  const startedAt = new Date();
  const opened = await openProject(options);
  const { project, api } = opened;
  const { failOn, root } = project.config;
  const loaded = pactsOf(opened, options.paths);
  const states = await readStates(project.config, loaded.pacts);
  if (states.failure !== null) throw states.failure;
  const journal = new Journal(failOn, options.listener);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, api, loaded, states.problems),
  );
  const open = await openTarget(project, api, options);
  try {
    const sink = openEvidenceFile(root, "pact-verify", startedAt.getTime());
    await journal.run("pact", "Pact verification", () =>
      pactPhase({
        project,
        api,
        target: open.target,
        pacts: loaded,
        states: states.states,
        failOn,
        sink,
      }),
    );
    return toRunResult({
      command: "pact verify",
      startedAt,
      project,
      target: open.description,
      phases: journal.phases,
      failOn,
    });
  } finally {
    await open.close();
  }
}
