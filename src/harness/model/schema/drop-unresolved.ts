import { isObject } from "../../core/json.ts";
import { isUnresolved } from "./is-unresolved.ts";

type Keywords = Readonly<Record<string, unknown>>;

/** Keywords whose members have names of the author's choice. */
const maps = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "dependentRequired",
]);
/** What these say depends on every alternative being known. */
const alternatives = new Set(["anyOf", "oneOf", "enum", "type"]);
/** What these forbid depends on the properties that are defined. */
const closing = ["additionalProperties", "unevaluatedProperties", "minProperties", "maxProperties"];

/**
 * A schema object without the keywords that cannot be applied before CloudFormation has put its values in: whatever
 * is left can be held against a value, and what is not known accuses nobody.
 */
export function dropUnresolved(schema: Keywords): Keywords {
  if (!Object.values(schema).some(holdsDirectly)) return schema;
  const kept: Record<string, unknown> = {};
  const dropped = new Set<string>();
  for (const [keyword, value] of Object.entries(schema)) {
    if (maps.has(keyword) && isObject(value)) kept[keyword] = knownMembers(value);
    else if (isUnresolved(value)) dropped.add(keyword);
    else if (alternatives.has(keyword) && holdsDirectly(value)) dropped.add(keyword);
    else if (keyword === "required" && Array.isArray(value))
      kept[keyword] = value.filter((name: unknown) => !isUnresolved(name));
    else kept[keyword] = value;
  }
  if (isUnresolved(schema["properties"]) || isUnresolved(schema["patternProperties"]))
    for (const keyword of closing) delete kept[keyword];
  if (dropped.has("if")) {
    delete kept["then"];
    delete kept["else"];
  }
  return kept;
}

function holdsDirectly(value: unknown): boolean {
  return isUnresolved(value) || (Array.isArray(value) && value.some(isUnresolved));
}

function knownMembers(map: Keywords): Keywords {
  if (!isUnresolved(map)) return map;
  return Object.fromEntries(Object.entries(map).filter(([name]) => !/^(?:Fn::|Ref$)/.test(name)));
}
