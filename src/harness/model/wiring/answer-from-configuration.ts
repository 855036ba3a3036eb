import { nothing } from "./handlers/handler-search.ts";
import { matchConfiguredFunction } from "./match-configured-function.ts";
import type { FunctionFacts, OperationFacts } from "./wiring-facts.ts";

/**
 * An operation whose function lies outside the template, with the name under `functions` of the
 * configuration that answers for it; then the function is no fault any more.
 *
 * @param keys the names under `functions` of the configuration
 */
export function answerOperation(each: OperationFacts, keys: readonly string[]): OperationFacts {
  const { target } = each;
  if (target?.integration.kind !== "foreign-lambda") return each;
  const configured =
    target.integration.configured ?? matchConfiguredFunction(target.integration.reference, keys);
  if (configured === null) return each;
  const integration = { ...target.integration, configured };
  return { ...each, target: { ...target, integration, fault: null } };
}

/** A function of the template; the handler of one that the configuration answers for is not looked for. */
export function answerFunction(each: FunctionFacts, keys: readonly string[]): FunctionFacts {
  if (!keys.includes(each.resource.logicalId)) return each;
  return { ...each, handler: null, search: nothing };
}
