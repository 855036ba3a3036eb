import type { Problem } from "../../core/problem.ts";
import type { CoverageTable } from "../../core/evidence.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { collectEvidence, openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { chooseApi } from "../project/choose-api.ts";
import type { RunResult, RunTarget } from "../report/run-result.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { coveragePhase } from "./coverage-phase.ts";
import { eventsPhase } from "./events-phase.ts";
import { examplesPhase } from "./examples-phase.ts";
import { Journal, type PhaseListener } from "./journal.ts";
import { loadPhase } from "./load-phase.ts";
import { misWired } from "./not-wired.ts";
import { openTarget, type OpenTarget, type TargetChoice } from "./open-target.ts";
import { pactPhase } from "./pact-phase.ts";
import { readStates, type ReadStates } from "./read-states.ts";
import type { PhaseFindings } from "./run-phase.ts";
import { toRunResult } from "./to-run-result.ts";
import { wiringPhase } from "./wiring-phase.ts";

/** What `check` is asked to do. */
export interface CheckOptions extends TargetChoice {
  readonly overrides: ConfigOverrides;
  /** Logical id of the API, `null` when the template holds one. */
  readonly apiLogicalId: string | null;
  /** Told of each phase. */
  readonly listener: PhaseListener;
}

/** Name of the evidence file a check leaves, replaced by the next one. */
const evidenceName = "check";

/** Everything the dynamic phases share. */
interface CheckRun {
  readonly options: CheckOptions;
  readonly project: Project;
  readonly journal: Journal;
  readonly pacts: ReturnType<typeof findPacts>;
  readonly states: ReadStates;
  readonly evidence: ReturnType<typeof collectEvidence>;
}

interface DynamicOutcome {
  readonly target: RunTarget | null;
  readonly failure: LockstepError | null;
}

/** An operation that is not wired is an error already; that the stage cannot serve it says nothing new. */
function notTold(
  project: Project,
  api: ProjectApi,
  problems: readonly Problem[],
): readonly Problem[] {
  const broken = misWired(project, api);
  return problems.filter(({ operation }) => operation === undefined || !broken.has(operation));
}

async function openStage(run: CheckRun, api: ProjectApi): Promise<OpenTarget> {
  let opened: OpenTarget | null = null;
  await run.journal.run("stage", run.options.url === null ? "Local stage" : "Stage", async () => {
    const open = await openTarget(run.project, api, run.options);
    opened = open;
    const { name, dynamodb } = open.description;
    return {
      summary: dynamodb === null ? name : `${name}, DynamoDB by ${dynamodb}`,
      cases: [],
      problems: notTold(run.project, api, open.problems),
    };
  });
  return assertOpened(opened);
}

/** The assignment happens in a callback, which the compiler does not follow. */
function assertOpened(opened: OpenTarget | null): OpenTarget {
  if (opened === null) throw new Error("The stage phase ended without a stage.");
  return opened;
}

async function runOnStage(run: CheckRun, api: ProjectApi, { target }: OpenTarget): Promise<void> {
  const { journal, project, pacts, states } = run;
  const { failOn } = project.config;
  const { sink } = run.evidence;
  await journal.run("examples", "Spec examples", () =>
    examplesPhase({ project, api, target, failOn, sink }),
  );
  await journal.run("pact", "Pact verification", () =>
    states.failure === null
      ? pactPhase({ project, api, target, pacts, states: states.states, failOn, sink })
      : skipped("skipped: the provider states cannot be loaded"),
  );
}

function skipped(summary: string): PhaseFindings {
  return { summary, cases: [], problems: [], skipped: true };
}

/** The phases that need a running stage; a set-up error ends them and keeps what came before. */
async function runDynamicPhases(run: CheckRun, api: ProjectApi): Promise<DynamicOutcome> {
  let target: RunTarget | null = null;
  try {
    const open = await openStage(run, api);
    target = open.description;
    try {
      await runOnStage(run, api, open);
    } finally {
      await open.close();
    }
    return { target, failure: run.states.failure };
  } catch (error) {
    if (!LockstepError.is(error)) throw error;
    return { target, failure: error };
  }
}

/** Where nothing can be served, the dynamic phases would only repeat what the static ones said. */
async function skipDynamicPhases({ journal, states }: CheckRun): Promise<DynamicOutcome> {
  const findings = skipped("skipped: no API could be read");
  await journal.run("stage", "Local stage", () => findings);
  await journal.run("examples", "Spec examples", () => findings);
  await journal.run("pact", "Pact verification", () => findings);
  return { target: null, failure: states.failure };
}

async function runDynamic(run: CheckRun, api: ProjectApi | null): Promise<DynamicOutcome> {
  return api === null || api.document.operations.length === 0
    ? skipDynamicPhases(run)
    : runDynamicPhases(run, api);
}

/**
 * `lockstep check`: load, wiring, events and contracts against the spec, then a stage, the spec's
 * examples and the pacts on it, then coverage.
 *
 * Throws `LockstepError` for a missing template or an unusable configuration; a set-up error of a
 * later phase (a port, an unreachable URL) is in the result, with what was found before it.
 */
export async function runCheck(options: CheckOptions): Promise<RunResult> {
  const startedAt = new Date();
  const { config, problems: configProblems } = await resolveConfig(options.overrides);
  const journal = new Journal(config.failOn, options.listener);
  const project = loadProject(config);
  const api = chooseApi(project, options.apiLogicalId);
  const evidence = collectEvidence(
    openEvidenceFile(config.root, evidenceName, startedAt.getTime()),
  );

  await journal.run("load", "Spec and template", () => loadPhase(project, configProblems));
  await journal.run("wiring", "Wiring", () => wiringPhase(project));
  await journal.run("events", "Events", () => eventsPhase(project));
  const pacts = findPacts(config, stageNames(project), []);
  const states = await readStates(config, pacts?.pacts ?? []);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, api, pacts, states.problems),
  );
  const outcome = await runDynamic({ options, project, journal, pacts, states, evidence }, api);
  let coverage: CoverageTable | null = null;
  await journal.run("coverage", "Spec coverage", () => {
    const findings = coveragePhase(project, evidence.collected, evidenceName);
    coverage = findings.coverage;
    return findings;
  });
  const result = toRunResult({
    command: "check",
    startedAt,
    project,
    target: outcome.target,
    phases: journal.phases,
    failOn: config.failOn,
    failure: outcome.failure,
  });
  return { ...result, coverage };
}
