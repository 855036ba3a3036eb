import { matchConfiguredFunction } from "./match-configured-function.ts";
import type { FunctionFacts, OperationFacts, WiringFacts } from "./wiring-facts.ts";

function answerOperation(each: OperationFacts, keys: readonly string[]): OperationFacts {
  const { target } = each;
  if (target?.integration.kind !== "foreign-lambda") return each;
  const configured =
    target.integration.configured ?? matchConfiguredFunction(target.integration.reference, keys);
  if (configured === null) return each;
  const integration = { ...target.integration, configured };
  return { ...each, target: { ...target, integration, fault: null } };
}

function answerFunction(each: FunctionFacts, keys: readonly string[]): FunctionFacts {
  if (!keys.includes(each.resource.logicalId)) return each;
  const skipped = "the configuration answers for it";
  const search = { found: null, text: null, expected: null, skipped };
  return { ...each, handler: null, search, exported: "cannot-tell" };
}

/**
 * Facts with what the configuration answers for: functions outside the template are no fault any
 * more, and the handler of a template's function named there is not looked for.
 *
 * @param keys the names under `functions` of the configuration
 */
export function answerFromConfiguration(facts: WiringFacts, keys: readonly string[]): WiringFacts {
  if (keys.length === 0) return facts;
  const functions = facts.functions.map((each) => answerFunction(each, keys));
  const replaced = new Map(functions.map((each) => [each.resource.logicalId, each]));
  const apis = facts.apis.map((api) => ({
    ...api,
    operations: api.operations.map((operation) => {
      const { fn } = operation;
      const answered = fn === null ? null : (replaced.get(fn.resource.logicalId) ?? fn);
      return answerOperation({ ...operation, fn: answered }, keys);
    }),
  }));
  return { ...facts, apis, functions };
}
