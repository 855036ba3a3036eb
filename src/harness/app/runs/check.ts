import type { CoverageTable } from "../../core/evidence.ts";
import type { LockstepError } from "../../core/lockstep-error.ts";
import { collectEvidence, openEvidenceFile } from "../project/evidence-files.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { chooseApis, severalApis } from "../project/choose-api.ts";
import type { RunResult } from "../report/run-result.ts";
import { contractsPhase, findPacts, stageNames } from "./contracts-phase.ts";
import { coveragePhase } from "./coverage-phase.ts";
import { runDynamicPhases } from "./dynamic-phases.ts";
import { eventsPhase } from "./events-phase.ts";
import { gatewayPhase } from "./gateway-phase.ts";
import { Journal, type PhaseListener } from "./journal.ts";
import { loadPhase } from "./load-phase.ts";
import type { TargetChoice } from "./open-target.ts";
import { readStates } from "./read-states.ts";
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

/** Pacts do not say which of several APIs they are about; where there are none it does not matter. */
function pactApiOf(
  project: Project,
  apis: readonly ProjectApi[],
  pacts: ReturnType<typeof findPacts>,
): ProjectApi | LockstepError | null {
  if (apis.length < 2 || (pacts?.pacts.length ?? 0) === 0) return apis.at(-1) ?? null;
  return severalApis(project, "the pacts are about one of them");
}

/**
 * `lockstep check`: load, wiring, the import into API Gateway, events and contracts against the spec,
 * then a stage, the spec's examples and the pacts on it, then coverage.
 *
 * Several APIs are checked one after the other; pacts and a URL then need the API named.
 *
 * Throws `LockstepError` for a missing template or an unusable configuration; a set-up error of a
 * later phase (a port, an unreachable URL) is in the result, with what was found before it.
 */
export async function runCheck(options: CheckOptions): Promise<RunResult> {
  const startedAt = new Date();
  const { config, problems: configProblems } = await resolveConfig(options.overrides);
  const journal = new Journal(config.failOn, options.listener);
  const project = loadProject(config);
  const apis = chooseApis(project, options.apiLogicalId);
  const evidence = collectEvidence(
    openEvidenceFile(config.root, evidenceName, startedAt.getTime()),
  );

  await journal.run("load", "Spec and template", () => loadPhase(project, configProblems));
  await journal.run("wiring", "Wiring", () => wiringPhase(project));
  await journal.run("gateway", "API Gateway import", () => gatewayPhase(project));
  await journal.run("events", "Events", () => eventsPhase(project));
  const pacts = findPacts(config, stageNames(project), []);
  const states = await readStates(config, pacts?.pacts ?? []);
  const pactApi = pactApiOf(project, apis, pacts);
  await journal.run("contracts", "Contracts against the spec", () =>
    contractsPhase(project, pactApi, pacts, states.problems),
  );
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
