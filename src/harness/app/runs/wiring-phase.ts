import type { Problem } from "../../core/problem.ts";
import type { Project } from "../project/load-project.ts";
import { partsOf } from "../project/project-parts.ts";
import { nameAnswerer } from "./name-answerer.ts";
import { wiringProblemsOf } from "./not-wired.ts";
import { count, statusOf, type PhaseCase, type PhaseFindings } from "./run-phase.ts";

/** Follows every operation to its function, handler file and permission. */
export function wiringPhase(project: Project): PhaseFindings {
  const { failOn } = project.config;
  const rest = new Set<Problem>(project.model.problems);
  const cases: PhaseCase[] = [];
  const parts = partsOf(project);
  for (const { part, api } of parts.flatMap((each) =>
    each.model.apis.map((own) => ({ part: each, api: own })),
  )) {
    for (const wired of api.operations) {
      const { operation, added } = wired;
      // What SAM answers by itself needs no wiring.
      if (added?.by === "cors") continue;
      const found = wiringProblemsOf(part, api, wired);
      // What two operations share is told with the first.
      const problems = found.filter((problem) => rest.delete(problem));
      cases.push({
        name: `${operation.key} → ${wired.function === null ? "" : part.prefix}${nameAnswerer(project.config, wired)}`,
        operation: operation.key,
        file: api.document.file,
        status: statusOf(found, failOn),
        durationMs: 0,
        problems,
        judgedBy: found,
      });
    }
  }
  const wired = cases.filter((check) => check.status === "passed").length;
  return {
    summary: `${wired} of ${count(cases.length, "operation")} wired`,
    cases,
    problems: [...rest],
  };
}
