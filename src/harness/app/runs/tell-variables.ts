import { formatLocation, type Problem } from "../../core/problem.ts";
import type { Project } from "../project/load-project.ts";

/**
 * What became of variables and layers that functions were to get, one line each: whoever runs a function asks
 * there first why it has not what it should have.
 *
 * @param configProblems what was found while the configuration was resolved
 */
export function tellVariables(
  { problems }: Project,
  configProblems: readonly Problem[],
): readonly string[] {
  return [...configProblems, ...problems]
    .filter(
      ({ code, severity }) => /^project\/(?:env-vars|layer)-/.test(code) && severity !== "error",
    )
    .map(({ code, message, location, hint }) => {
      const place = location === undefined ? "" : `${formatLocation(location)} `;
      return `${place}${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
    });
}
