import type { Problem } from "../../core/problem.ts";
import type { ProjectModel, WiredFunction } from "../../model/wiring/project-model.ts";
import { whatIsMissing, type FunctionRunner, type FunctionRunners } from "./find-runners.ts";

/** The function, of a template or of its nested stacks, that a place in a template belongs to. */
function functionAt(
  model: ProjectModel,
  problem: Problem,
  prefix = "",
): { readonly id: string; readonly fn: WiredFunction } | null {
  const { template, functions, stacks } = model;
  const { location } = problem;
  const fn = functions.find(
    ({ resource }) =>
      location?.file === template.file &&
      location.pointer?.startsWith(`${resource.pointer}/`) === true,
  );
  if (fn !== undefined) return { id: `${prefix}${fn.resource.logicalId}`, fn };
  for (const [id, stack] of stacks) {
    const found = functionAt(stack, problem, `${prefix}${id}/`);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The template reader knows no machine: it notes every runtime other than Node.js as one that is not run.
 * Where a program runs the function that note goes, and where one could, it says what is missing.
 */
export function tellRuntime(
  problem: Problem,
  model: ProjectModel,
  runners: FunctionRunners,
): readonly Problem[] {
  if (problem.code !== "template/runtime-not-run") return [problem];
  const found = functionAt(model, problem);
  const runner: FunctionRunner | undefined = found === null ? undefined : runners.get(found.id);
  if (runner?.kind === "program" && runner.search.ok) return [];
  const missing = whatIsMissing(runner);
  return [missing === null ? problem : { ...problem, hint: missing }];
}
