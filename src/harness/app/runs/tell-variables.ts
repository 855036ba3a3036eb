import { formatLocation, type Problem } from "../../core/problem.ts";
import { layersElsewhere } from "../project/layers/check-layers.ts";
import type { Project } from "../project/load-project.ts";

/** What is told of one function, or of all where none is named. */
interface Told {
  /** What was found while the configuration was resolved. */
  readonly configProblems: readonly Problem[];
  readonly functionId: string | null;
}

/**
 * What became of variables and layers that functions were to get, one line each: whoever runs a function asks
 * there first why it has not what it should have.
 */
export function tellVariables(project: Project, told: Told): readonly string[] {
  const { configProblems, functionId } = told;
  const variables = [...configProblems, ...project.problems].filter(({ code }) =>
    code.startsWith("project/env-vars-"),
  );
  const layers = [...project.layers].filter(([id]) => functionId === null || id === functionId);
  return [...variables, ...layersElsewhere(new Map(layers))].map(
    ({ code, message, location, hint }) => {
      const place = location === undefined ? "" : `${formatLocation(location)} `;
      return `${place}${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
    },
  );
}
