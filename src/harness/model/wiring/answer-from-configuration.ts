import { nothing } from "./handlers/handler-search.ts";
import type { FunctionFacts } from "./wiring-facts.ts";

/**
 * A function of the template; the handler of one that the configuration answers for is not looked for.
 *
 * @param keys the names under `functions` of the configuration
 */
export function answerFunction(each: FunctionFacts, keys: readonly string[]): FunctionFacts {
  if (!keys.includes(each.resource.logicalId)) return each;
  return { ...each, handler: null, missing: null, search: nothing, missingEntryPoints: [] };
}
