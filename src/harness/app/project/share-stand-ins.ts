import type { Problem } from "../../core/problem.ts";
import { reportUnused } from "./check-stand-ins.ts";
import type { Project } from "./load-project.ts";

/** Findings about names of the configuration that another template may know. */
const shared: ReadonlySet<string> = new Set([
  "project/env-vars-unknown-function",
  "project/env-vars-undeclared",
  "project/configured-layer-unused",
]);

/** Of two templates the same finding: its place is that of the variable. */
function isSame(one: Problem, { code, location }: Problem): boolean {
  return one.code === code && JSON.stringify(one.location) === JSON.stringify(location);
}

/** False for what another template knows, and for what an earlier one has told. */
function isToldBy(project: Project, problem: Problem, projects: readonly Project[]): boolean {
  if (!shared.has(problem.code)) return true;
  return (
    project === projects[0] &&
    projects.every(({ problems }) => problems.some((each) => isSame(each, problem)))
  );
}

/**
 * Projects of several templates that share a configuration: a function it sets is for one of them, so
 * only what none of them uses is told, once.
 */
export function shareStandIns(projects: readonly Project[]): readonly Project[] {
  const [first, ...others] = projects;
  if (first === undefined || others.length === 0) return projects;
  const unused = first.unusedFunctions.filter((name) =>
    others.every(({ unusedFunctions }) => unusedFunctions.includes(name)),
  );
  const models = projects.map(({ model }) => model);
  return projects.map((project) => ({
    ...project,
    problems: [
      ...project.problems.filter(
        (problem) =>
          problem.code !== "project/configured-function-unused" &&
          isToldBy(project, problem, projects),
      ),
      ...(project === first
        ? unused.map((name) => reportUnused(name, models, project.config))
        : []),
    ],
  }));
}
