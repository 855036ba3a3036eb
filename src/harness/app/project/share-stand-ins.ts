import { reportUnused } from "./check-stand-ins.ts";
import type { Project } from "./load-project.ts";

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
      ...project.problems.filter(({ code }) => code !== "project/configured-function-unused"),
      ...(project === first
        ? unused.map((name) => reportUnused(name, models, project.config))
        : []),
    ],
  }));
}
