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

/** A document that is empty, or a list or a text, is none. */
function isUnreadable({ code, expected }: Problem): boolean {
  return (
    unreadable.has(code) || (code === "openapi/unsupported-version" && expected === "an object")
  );
}

/** The first fault of each file of a project that cannot be read. */
export function unreadableFiles(
  project: Project,
  configuration: readonly Problem[],
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  const { file, resources } = project.template;
  // As it is while an editor has emptied the file and not written it yet.
  if (resources.size === 0) faults.set(file, `${file} declares no resources.`);
  for (const problem of [...configuration, ...allProblems(project)]) {
    const place = problem.location?.file ?? "";
    if (!isUnreadable(problem) || faults.has(place)) continue;
    faults.set(place, problemLine(problem));
  }
  return faults;
}
