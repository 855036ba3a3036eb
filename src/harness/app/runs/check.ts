import type { CoverageTable } from "../../core/evidence.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { collectEvidence, openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import {
  resolveConfigs,
  type ConfigOverrides,
  type ConfigResolution,
} from "../project/resolve-config.ts";
import { chooseApis, severalApis } from "../project/choose-api.ts";
import { shareStandIns } from "../project/share-stand-ins.ts";
import type { PhaseResult, RunResult } from "../report/run-result.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { coveragePhase } from "./coverage-phase.ts";
import { runDynamicPhases, type DynamicOutcome } from "./dynamic-phases.ts";
import { eventsPhase } from "./events-phase.ts";
import { FindingsRun } from "./findings/findings-run.ts";
import { gatewayPhase } from "./gateway-phase.ts";
import { Journal, type PhaseListener } from "./journal.ts";
import { loadPhase } from "./load-phase.ts";
import type { TargetChoice } from "./open-target.ts";
import { noStates, readStates } from "./read-states.ts";
import { describeProjects, toRunResult } from "./to-run-result.ts";
import { wiringPhase } from "./wiring-phase.ts";

/** What `check` is asked to do. */
export interface CheckOptions extends TargetChoice {
  readonly overrides: ConfigOverrides;
  /** Logical id of the API, `null` when the template holds one. */
  readonly apiLogicalId: string | null;
  /** Only what reading files proves: nothing of the project runs, no port is opened, nothing is recorded. */
  readonly isStatic?: boolean;
  /** Told of each phase. */
  readonly listener: PhaseListener;
}

/** Name of the evidence file a check leaves, replaced by the next one. */
const evidenceName = "check";

/** Pacts do not say which of several APIs they are about; where there are none it does not matter. */
function pactApiOf(
  project: Project,
  apis: readonly ProjectApi[],
  pacts: ReturnType<typeof findPacts>,
): ProjectApi | LockstepError | null {
  if (apis.length < 2 || (pacts?.pacts.length ?? 0) === 0) return apis.at(-1) ?? null;
  return severalApis(project, "the pacts are about one of them");
}

/** What the templates of a run share. */
interface CheckRun {
  readonly options: CheckOptions;
  readonly journal: Journal;
  readonly findings: FindingsRun;
  readonly evidence: ReturnType<typeof collectEvidence>;
}

interface CheckedTemplate {
  readonly project: Project;
  readonly outcome: DynamicOutcome;
}

async function checkTemplate(
  { options, journal, findings, evidence }: CheckRun,
  { config, problems }: ConfigResolution,
  project: Project,
): Promise<CheckedTemplate> {
  const apis = chooseApis(project, options.apiLogicalId);
  findings.keepSecrets(project);
  findings.look(project);
  await journal.run("load", "Spec and template", () => loadPhase(project, problems));
  await journal.run("wiring", "Wiring", () => wiringPhase(project));
  await journal.run("gateway", "API Gateway import", () => gatewayPhase(project));
  await journal.run("events", "Events", () => eventsPhase(project));
  const pacts = findPacts(config, stageNames(project), []);
  // Provider states are code of the project.
  const states =
    options.isStatic === true ? noStates : await readStates(config, pacts?.pacts ?? []);
  const pactApi = pactApiOf(project, apis, pacts);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, pactApi, pacts, states.problems),
  );
  if (options.isStatic === true) return { project, outcome: { target: null, failure: null } };
  const outcome = await runDynamicPhases({
    choice: options,
    project,
    apis,
    pactApi,
    journal,
    pacts,
    states,
    evidence,
  });
  return { project, outcome };
}

/** Operations none of whose examples could be sent. */
function operationsNotCalled(phases: readonly PhaseResult[]): ReadonlySet<string> {
  const cases = phases.filter(({ name }) => name === "examples").flatMap((phase) => phase.cases);
  const called = new Set(
    cases.flatMap(({ status, operation }) => (status === "skipped" ? [] : [operation])),
  );
  return new Set(
    cases.flatMap(({ operation }) =>
      operation === null || called.has(operation) ? [] : operation,
    ),
  );
}

async function runCoverage(
  { journal, evidence }: CheckRun,
  projects: readonly Project[],
): Promise<CoverageTable | null> {
  let coverage: CoverageTable | null = null;
  await journal.run("coverage", "Spec coverage", () => {
    const findings = coveragePhase(
      projects,
      evidence.collected,
      evidenceName,
      operationsNotCalled(journal.phases),
    );
    coverage = findings.coverage;
    return findings;
  });
  return coverage;
}

/** A URL leads to one template's API. */
function assertOneTemplate(resolutions: readonly ConfigResolution[], url: string | null): void {
  if (url === null || resolutions.length < 2) return;
  const names = resolutions.map(({ config }) => config.template).join(", ");
  throw new LockstepError({
    code: "project/template-ambiguous",
    message: `Several templates are named (${names}), and --url leads to an API of one of them.`,
  });
}

async function runTemplates(
  run: CheckRun,
  resolutions: readonly ConfigResolution[],
): Promise<readonly CheckedTemplate[]> {
  const checked: CheckedTemplate[] = [];
  const projects = shareStandIns(resolutions.map(({ config }) => loadProject(config)));
  for (const [index, project] of projects.entries()) {
    const resolution = resolutions[index];
    if (resolution === undefined) continue;
    run.journal.about = resolutions.length === 1 ? null : resolution.config.template;
    checked.push(await checkTemplate(run, resolution, project));
  }
  run.journal.about = null;
  return checked;
}

/**
 * `lockstep check`: load, wiring, events and contracts against the spec, then a stage, the spec's
 * examples and the pacts on it, then coverage. With `isStatic` it ends before the stage.
 *
 * Several templates, and several APIs of one, are checked one after the other; pacts and a URL then need
 * the API named.
 *
 * Throws `LockstepError` for a missing template or an unusable configuration; a set-up error of a
 * later phase (a port, an unreachable URL) is in the result, with what was found before it.
 */
export async function runCheck(options: CheckOptions): Promise<RunResult> {
  const startedAt = new Date();
  const resolutions = await resolveConfigs(options.overrides);
  const [first] = resolutions;
  if (first === undefined) throw new Error("A configuration names at least one template.");
  assertOneTemplate(resolutions, options.url);
  const { root, failOn } = first.config;
  const findings = new FindingsRun(root, first.findings, failOn);
  const run: CheckRun = {
    options,
    findings,
    journal: new Journal(failOn, options.listener, findings.settle),
    evidence: collectEvidence(openEvidenceFile(root, evidenceName, startedAt.getTime())),
  };
  const checked = await runTemplates(run, resolutions);
  const projects = checked.map(({ project }) => project);
  const failure = checked.find(({ outcome }) => outcome.failure !== null)?.outcome.failure ?? null;
  const coverage = options.isStatic === true ? null : await runCoverage(run, projects);
  const whole = failure === null && options.apiLogicalId === null;
  const settled = await findings.finish(run.journal, { whole, ended: failure === null });
  const result = toRunResult({
    command: "check",
    startedAt,
    project: null,
    target: checked.find(({ outcome }) => outcome.target !== null)?.outcome.target ?? null,
    phases: run.journal.phases,
    failOn,
    findings: settled,
    failure,
  });
  return { ...result, project: describeProjects(projects), coverage };
}
