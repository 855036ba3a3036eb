import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { comparePactsWithDocument } from "../../checks/contracts/comparison/compare-pacts-with-document.ts";
import { loadPacts, type LoadedPacts } from "../../checks/contracts/files/load-pacts.ts";
import {
  describeStates,
  type PactFile,
  type PactInteraction,
} from "../../checks/contracts/files/pact-file.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem, Severity } from "../../core/problem.ts";
import type { ResolvedConfig } from "../project/project-config.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { CheckCase } from "../report/run-result.ts";
import { findMissingFolder } from "./find-missing-folder.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** Pact files of the project, or those named; `null` when the project has no contracts folder. */
export function findPacts(
  config: ResolvedConfig,
  stages: readonly string[],
  named: readonly string[],
): LoadedPacts | null {
  if (named.length === 0 && !existsSync(resolve(config.root, config.contracts))) return null;
  return loadPacts({
    root: config.root,
    paths: named.length === 0 ? [config.contracts] : named,
    stages,
    provider: config.provider,
  });
}

/** Names of the stages an API is deployed to here, for spotting a stage prefix in a pact's path. */
export function stageNames(project: Project): readonly string[] {
  return project.apis.flatMap(({ wired }) =>
    wired.resource.stageName.known ? [wired.resource.stageName.value] : [],
  );
}

/** A problem belongs to the interaction whose part of the file it points into. */
function concerns(pact: PactFile, interaction: PactInteraction, problem: Problem): boolean {
  const pointer = problem.location?.pointer ?? "";
  return (
    problem.location?.file === pact.file &&
    (pointer === interaction.pointer || pointer.startsWith(`${interaction.pointer}/`))
  );
}

/** `a request for an order (an order exists)`. */
export function interactionName(interaction: PactInteraction): string {
  return interaction.providerStates.length === 0
    ? interaction.description
    : `${interaction.description} (${describeStates(interaction)})`;
}

function interactionCases(
  pacts: readonly PactFile[],
  problems: readonly Problem[],
  failOn: Severity,
): { readonly cases: readonly CheckCase[]; readonly rest: readonly Problem[] } {
  const rest = new Set(problems);
  const cases = pacts.flatMap((pact) =>
    pact.interactions.map((interaction) => {
      const own = problems.filter((problem) => concerns(pact, interaction, problem));
      for (const problem of own) rest.delete(problem);
      return {
        name: `${pact.consumer}: ${interactionName(interaction)}`,
        operation: own[0]?.operation ?? null,
        file: pact.file,
        status: statusOf(own, failOn),
        durationMs: 0,
        problems: own,
      };
    }),
  );
  return { cases, rest: [...rest] };
}

/**
 * Compares every interaction of the pact files with the spec, without running anything. Where the API
 * they are about cannot be told, an error says so in its place.
 */
export async function contractsPhase(
  project: Project,
  api: ProjectApi | LockstepError | null,
  loaded: LoadedPacts | null,
  stateProblems: readonly Problem[],
): Promise<PhaseFindings> {
  if (loaded === null) {
    const summary = `no ${project.config.contracts}/ folder`;
    const missing = findMissingFolder(project.config, "contracts");
    return missing ?? { summary, cases: [], problems: [], skipped: true };
  }
  const known = LockstepError.is(api) ? null : api;
  const compared =
    known === null ? [] : await comparePactsWithDocument(loaded.pacts, known.document);
  const { cases, rest } = interactionCases(
    loaded.pacts,
    [...loaded.problems, ...compared, ...stateProblems],
    project.config.failOn,
  );
  const summary = `${count(cases.length, "interaction")} of ${count(loaded.pacts.length, "pact")}`;
  if (known !== null) return { summary, cases, problems: rest };
  const reason = api === null ? "no API could be read" : "their API was not named";
  return {
    summary: `${summary}, not compared: ${reason}`,
    cases: cases.map((each) => (each.status === "passed" ? { ...each, status: "skipped" } : each)),
    problems: rest,
    skipped: true,
  };
}
