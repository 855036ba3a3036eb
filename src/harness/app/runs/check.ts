import { performance } from "node:perf_hooks";
import type { HeaderLine } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Severity } from "../../core/problem.ts";
import type { CoverageTable } from "../../core/evidence.ts";
import type { Target } from "../../core/target.ts";
import { createHttpTarget } from "../../checks/target/create-http-target.ts";
import type { ProviderStates } from "../../checks/contracts/states/define-provider-states.ts";
import { collectEvidence, openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { chooseApi, startLocal, type LocalProject } from "../project/start-local.ts";
import { runResultSchema, type PhaseResult, type RunResult, type RunTarget, type SetupFailure } from "../report/run-result.ts";
import { toolName, toolVersion } from "../report/tool-version.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { coveragePhase } from "./coverage-phase.ts";
import { eventsPhase } from "./events-phase.ts";
import { examplesPhase } from "./examples-phase.ts";
import { loadPhase } from "./load-phase.ts";
import { pactPhase } from "./pact-phase.ts";
import { readStates } from "./read-states.ts";
import { runPhase, type PhaseFindings } from "./run-phase.ts";
import { wiringPhase } from "./wiring-phase.ts";

/** What `check` is asked to do. */
export interface CheckOptions {
  readonly overrides: ConfigOverrides;
  /** Base URL (with the stage prefix) of a stage to run the dynamic phases on; `null` starts a local one. */
  readonly url: string | null;
  /** Headers for every request to `url`. */
  readonly headers: readonly HeaderLine[];
  /** Logical id of the API, `null` when the template holds one. */
  readonly apiLogicalId: string | null;
  /** Called with each phase as it ends. */
  readonly onPhase: (phase: PhaseResult) => void;
}

/** Name of the evidence file a check leaves, replaced by the next one. */
const evidenceName = "check";

/** The phases of a run as they end, and what decides how it goes on. */
interface Journal {
  readonly phases: PhaseResult[];
  readonly failOn: Severity;
  run(name: string, title: string, work: () => PhaseFindings | Promise<PhaseFindings>): Promise<PhaseResult>;
}

function openJournal(failOn: Severity, onPhase: (phase: PhaseResult) => void): Journal {
  const phases: PhaseResult[] = [];
  return {
    phases,
    failOn,
    run: async (name, title, work) => {
      const phase = await runPhase(name, title, failOn, work);
      phases.push(phase);
      onPhase(phase);
      return phase;
    },
  };
}

interface OpenTarget {
  readonly target: Target;
  readonly local: LocalProject | null;
  readonly close: () => Promise<void>;
}

/** A stage reached by URL is a gateway we do not see into; its tables are not ours to touch. */
function remoteTarget(url: string, headers: readonly HeaderLine[], api: ProjectApi): OpenTarget {
  const target = createHttpTarget({
    baseUrl: url.replace(/\/+$/, ""),
    kind: "deployed",
    gateway: api.wired.resource.kind === "rest" ? "rest" : "http",
    headers,
    timeoutMs: 35_000,
    capabilities: { state: null, toEvent: null },
  });
  return { target, local: null, close: () => target.close() };
}

async function openTarget(options: CheckOptions, project: Project, api: ProjectApi): Promise<OpenTarget> {
  if (options.url !== null) return remoteTarget(options.url, options.headers, api);
  const local = await startLocal(project);
  try {
    const served = await local.serve(api, 0);
    await local.functions.warm();
    return {
      target: served.target,
      local,
      close: async () => {
        await served.target.close();
        await local.close();
      },
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}

function describeTarget(open: OpenTarget): RunTarget {
  const { kind, name, gateway, baseUrl } = open.target;
  return { kind, name, gateway, baseUrl, dynamodb: open.local?.aws.engine.name ?? null };
}

function toSetupFailure(error: LockstepError): SetupFailure {
  return { code: error.code, message: error.message, hint: error.hint ?? null, details: error.details };
}

interface DynamicOutcome {
  readonly target: RunTarget | null;
  readonly failure: LockstepError | null;
}

/** The phases that need a running stage; a set-up error ends them and keeps what came before. */
async function runDynamicPhases(
  options: CheckOptions,
  project: Project,
  api: ProjectApi,
  journal: Journal,
  run: { readonly states: ProviderStates; readonly evidence: ReturnType<typeof collectEvidence> },
): Promise<DynamicOutcome> {
  let open: OpenTarget | null = null;
  try {
    await journal.run("stage", options.url === null ? "Local stage" : "Stage", async () => {
      open = await openTarget(options, project, api);
      const { name, dynamodb } = describeTarget(open);
      return { summary: dynamodb === null ? name : `${name}, DynamoDB by ${dynamodb}`, cases: [], problems: open.local?.problemsOf(api) ?? [] };
    });
    const ready = requireOpen(open);
    await journal.run("examples", "Spec examples", () => examplesPhase({ api, target: ready.target, failOn: journal.failOn, sink: run.evidence.sink }));
    const pacts = findPacts(project.config, stageNames(project), []);
    await journal.run("pact", "Pact verification", () =>
      pactPhase({ api, target: ready.target, pacts, states: run.states, failOn: journal.failOn, sink: run.evidence.sink, provider: project.config.provider }),
    );
    return { target: describeTarget(ready), failure: null };
  } catch (error) {
    if (!LockstepError.is(error)) throw error;
    return { target: open === null ? null : describeTarget(open), failure: error };
  } finally {
    await closeIfOpen(open);
  }
}

/** Assigned inside a callback, which the compiler does not follow. */
function requireOpen(open: OpenTarget | null): OpenTarget {
  if (open === null) throw new Error("The stage phase ended without a target.");
  return open;
}

async function closeIfOpen(open: OpenTarget | null): Promise<void> {
  if (open !== null) await open.close();
}

function exitCodeOf(phases: readonly PhaseResult[], failure: LockstepError | null): RunResult["exitCode"] {
  if (failure !== null) return failure.exitCode;
  return phases.some((phase) => phase.status === "failed") ? 1 : 0;
}

/** True when nothing could be served: the dynamic phases would only repeat what the static ones said. */
function cannotServe(api: ProjectApi | null): api is null {
  return api === null || api.document.operations.length === 0;
}

async function skipDynamicPhases(journal: Journal): Promise<void> {
  const reason = { summary: "skipped: no API could be read", cases: [], problems: [], skipped: true };
  for (const [name, title] of [["stage", "Local stage"], ["examples", "Spec examples"], ["pact", "Pact verification"]] as const) {
    await journal.run(name, title, () => reason);
  }
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
  const start = performance.now();
  const { config, problems: configProblems } = await resolveConfig(options.overrides);
  const journal = openJournal(config.failOn, options.onPhase);
  const project = loadProject(config);
  const api = chooseApi(project, options.apiLogicalId);
  const evidence = collectEvidence(openEvidenceFile(config.root, evidenceName, startedAt.getTime()));

  await journal.run("load", "Spec and template", () => loadPhase(project, configProblems));
  await journal.run("wiring", "Wiring", () => wiringPhase(project));
  await journal.run("events", "Events", () => eventsPhase(project));
  const loaded = findPacts(config, stageNames(project), []);
  const states = await readStates(config, loaded?.pacts ?? []);
  await journal.run("contracts", "Contracts against the spec", () => contractsPhase(project, api, loaded, states.problems));

  let outcome: DynamicOutcome = { target: null, failure: states.failure };
  if (cannotServe(api)) await skipDynamicPhases(journal);
  else if (states.failure === null) outcome = await runDynamicPhases(options, project, api, journal, { states: states.states, evidence });

  let coverage: CoverageTable | null = null;
  await journal.run("coverage", "Spec coverage", () => {
    const findings = coveragePhase(project, evidence.collected, evidenceName);
    coverage = findings.coverage;
    return findings;
  });
  return {
    schema: runResultSchema,
    tool: { name: toolName, version: toolVersion() },
    command: "check",
    startedAt: startedAt.toISOString(),
    durationMs: performance.now() - start,
    project: {
      template: project.template.file,
      stage: config.stage,
      apis: project.apis.map(({ wired, document }) => ({ logicalId: wired.resource.logicalId, title: document.title, spec: document.file, operations: document.operations.length })),
    },
    target: outcome.target,
    phases: journal.phases,
    coverage,
    failOn: config.failOn,
    setupFailure: outcome.failure === null ? null : toSetupFailure(outcome.failure),
    exitCode: exitCodeOf(journal.phases, outcome.failure),
  };
}
