import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import { severalApis } from "../project/choose-api.ts";
import type { collectEvidence } from "../project/evidence-files.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { RunTarget } from "../report/run-result.ts";
import type { findPacts } from "./contracts-phase.ts";
import { examplesPhase } from "./examples-phase.ts";
import type { Journal } from "./journal.ts";
import { notToldByGateway } from "./gateway-phase.ts";
import { misWired } from "./not-wired.ts";
import { openTarget, type OpenTarget, type TargetChoice } from "./open-target.ts";
import { pactPhase } from "./pact-phase.ts";
import type { ReadStates } from "./read-states.ts";
import type { PhaseFindings } from "./run-phase.ts";
import { tellCaller } from "./tell-caller.ts";

/** What the phases that need a stage are run with. */
export interface DynamicRun {
  readonly choice: TargetChoice;
  readonly project: Project;
  /** The APIs to run them for. */
  readonly apis: readonly ProjectApi[];
  /** The API the pacts are about, or why that cannot be told. */
  readonly pactApi: ProjectApi | LockstepError | null;
  readonly journal: Journal;
  readonly pacts: ReturnType<typeof findPacts>;
  readonly states: ReadStates;
  readonly evidence: ReturnType<typeof collectEvidence>;
}

/** Where they ran, and what kept them from running to their end. */
export interface DynamicOutcome {
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
  return notToldByGateway(project, api, problems).filter(
    ({ operation }) => operation === undefined || !broken.has(operation),
  );
}

/** Phases of several APIs have the API in their title. */
function titled(run: DynamicRun, api: ProjectApi, title: string): string {
  return run.apis.length === 1 ? title : `${title} of ${api.wired.resource.logicalId}`;
}

async function openStage(run: DynamicRun, api: ProjectApi): Promise<OpenTarget> {
  let opened: OpenTarget | null = null;
  const title = titled(run, api, run.choice.url === null ? "Local stage" : "Stage");
  await run.journal.run("stage", title, async () => {
    const open = await openTarget(run.project, api, run.choice);
    opened = open;
    const { name, dynamodb } = open.description;
    return {
      summary: [
        name,
        ...(dynamodb === null ? [] : [`DynamoDB by ${dynamodb}`]),
        ...(run.choice.url === null ? tellCaller([api]) : []),
      ].join(", "),
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

function skipped(summary: string): PhaseFindings {
  return { summary, cases: [], problems: [], skipped: true };
}

async function verifyPacts(
  run: DynamicRun,
  api: ProjectApi,
  open: OpenTarget,
): Promise<PhaseFindings> {
  const { project, pacts, states, evidence } = run;
  if (states.failure !== null) return skipped("skipped: the provider states cannot be loaded");
  if (LockstepError.is(run.pactApi)) return skipped("skipped: the pacts' API was not named");
  const { failOn } = project.config;
  const { sink } = evidence;
  // What the examples wrote is no provider state: "nothing is there" must be true.
  await open.emptyTables();
  const { target } = open;
  return pactPhase({ project, api, target, pacts, states: states.states, failOn, sink });
}

async function runOnStage(run: DynamicRun, api: ProjectApi, open: OpenTarget): Promise<void> {
  const { journal, project, pactApi, apis } = run;
  const { target } = open;
  const { failOn } = project.config;
  const { sink } = run.evidence;
  await journal.run("examples", titled(run, api, "Spec examples"), () =>
    examplesPhase({ project, api, target, failOn, sink }),
  );
  const isPactApi = LockstepError.is(pactApi) ? api === apis.at(-1) : api === pactApi;
  if (isPactApi) await journal.run("pact", "Pact verification", () => verifyPacts(run, api, open));
}

/** The phases of one API; a set-up error ends them and keeps what came before. */
async function runForApi(run: DynamicRun, api: ProjectApi): Promise<DynamicOutcome> {
  let target: RunTarget | null = null;
  try {
    const open = await openStage(run, api);
    target = open.description;
    try {
      await runOnStage(run, api, open);
    } finally {
      await open.close();
    }
    return { target, failure: null };
  } catch (error) {
    if (!LockstepError.is(error)) throw error;
    return { target, failure: error };
  }
}

/** Where nothing can be served, the dynamic phases would only repeat what the static ones said. */
async function skipAll({ journal }: DynamicRun, why: string): Promise<void> {
  const findings = skipped(`skipped: ${why}`);
  await journal.run("stage", "Local stage", () => findings);
  await journal.run("examples", "Spec examples", () => findings);
  await journal.run("pact", "Pact verification", () => findings);
}

/**
 * Runs the phases that need a stage, for one API after the other: its stage, the document's examples on
 * it, and the pacts where they are about it. A set-up error ends them; what was found before is kept.
 */
export async function runDynamicPhases(run: DynamicRun): Promise<DynamicOutcome> {
  const apis = run.apis.filter((api) => api.document.operations.length > 0);
  const ambiguity = LockstepError.is(run.pactApi) ? run.pactApi : null;
  const later = run.states.failure ?? ambiguity;
  if (apis.length === 0) {
    await skipAll(run, "no API has a spec with operations");
    return { target: null, failure: later };
  }
  if (apis.length > 1 && run.choice.url !== null) {
    await skipAll(run, "the API behind the URL was not named");
    return { target: null, failure: severalApis(run.project, "a URL leads to one of them") };
  }
  let target: RunTarget | null = null;
  for (const api of apis) {
    const outcome = await runForApi({ ...run, apis }, api);
    target ??= outcome.target;
    if (outcome.failure !== null) return { target, failure: outcome.failure };
  }
  return { target, failure: later };
}
