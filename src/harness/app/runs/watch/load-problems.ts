import { formatLocation, type Problem } from "../../../core/problem.ts";
import type { FindingSettings } from "../../project/finding-settings.ts";
import type { Project } from "../../project/load-project.ts";
import { partsOf } from "../../project/project-parts.ts";
import { FindingsRun } from "../findings/findings-run.ts";

function allProblems(project: Project): readonly Problem[] {
  const documents = partsOf(project).flatMap(({ apis }) =>
    apis.flatMap((api) => api.document.problems),
  );
  return [
    ...project.problems,
    ...project.template.problems,
    ...documents,
    ...project.model.problems,
  ];
}

/** A problem in one line: its place, its code and what is wrong. */
export function problemLine(problem: Problem): string {
  const place = problem.location === undefined ? "" : `${formatLocation(problem.location)} `;
  return `${place}${problem.code}: ${problem.message}`;
}

/** What keeps requests from their answers, as far as it is not accepted; one line each. */
export function loadProblems(project: Project, settings: FindingSettings): readonly string[] {
  const { root, failOn } = project.config;
  const findings = new FindingsRun(root, { ...settings, baseline: null }, failOn);
  const all = { summary: "", cases: [], problems: allProblems(project) };
  const { problems } = findings.settle("load", all);
  return problems.filter(({ severity }) => severity === "error").map(problemLine);
}

/** Faults of a file that cannot be read as what it is, so that what it says is not known. */
const unreadable: ReadonlySet<string> = new Set([
  "openapi/syntax-error",
  "project/spec-not-found",
  "template/config-syntax-error",
  "template/definition-unreadable",
  "template/stack-unreadable",
  "template/syntax-error",
]);

/** The first fault of each file of a project that cannot be read. */
export function unreadableFiles(
  project: Project,
  configuration: readonly Problem[],
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const problem of [...configuration, ...allProblems(project)]) {
    const file = problem.location?.file ?? "";
    if (!unreadable.has(problem.code) || faults.has(file)) continue;
    faults.set(file, problemLine(problem));
  }
  return faults;
}
