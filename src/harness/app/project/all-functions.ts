import type { ProjectModel, WiredFunction } from "../../model/wiring/project-model.ts";

/** Every function of a project by the id it goes by in it: those of nested stacks as `Child/Function`. */
export function allFunctions(model: ProjectModel, prefix = ""): ReadonlyMap<string, WiredFunction> {
  const nested = [...model.stacks].flatMap(([id, stack]) => [
    ...allFunctions(stack, `${prefix}${id}/`),
  ]);
  const own = model.functions.map((each): [string, WiredFunction] => [
    `${prefix}${each.resource.logicalId}`,
    each,
  ]);
  return new Map([...own, ...nested]);
}
