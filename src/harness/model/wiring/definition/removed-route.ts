import type { JsonValue } from "../../../core/json.ts";
import { isList, isMap } from "../../template/intrinsics/evaluation.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import type { EventRoute } from "../event-route.ts";

/**
 * True where an inline document holds a route's path, or its method, under a condition that removes
 * it: SAM writes an event on that route into the branches that are there, and leaves
 * `AWS::NoValue` as it is (source: SAM translator, `get_conditional_contents`).
 */
export function isRemovedRoute(
  template: TemplateModel,
  { definition }: ApiResource,
  { path, method, anyMethod }: EventRoute,
): boolean {
  if (definition.kind !== "inline") return false;
  const { paths } = definition.body;
  const item = chosen(template, memberOf(paths, path));
  if (item === null) return true;
  const member = anyMethod ? "x-amazon-apigateway-any-method" : method.toLowerCase();
  return chosen(template, memberOf(item, member)) === null;
}

function memberOf(map: JsonValue | undefined, key: string): JsonValue | undefined {
  return map !== undefined && isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The branch of an `Fn::If`; `null` where it is `AWS::NoValue`, the value itself for any other. */
function chosen(
  template: TemplateModel,
  value: JsonValue | undefined,
): JsonValue | undefined | null {
  const choice = memberOf(value, "Fn::If");
  if (choice === undefined) return value;
  const [condition, whenTrue, whenFalse] = isList(choice) ? choice : [];
  if (typeof condition !== "string") return value;
  const decided = template.resolve({ "Fn::If": [condition, "then", "else"] });
  if (!decided.known) return value;
  const branch = decided.value === "then" ? whenTrue : whenFalse;
  return memberOf(branch, "Ref") === "AWS::NoValue" ? null : branch;
}
