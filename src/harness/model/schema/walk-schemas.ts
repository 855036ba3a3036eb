import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";

/** A schema object and where it stands. */
export interface PlacedSchema {
  readonly pointer: JsonPointer;
  readonly schema: Readonly<Record<string, unknown>>;
}

const single = [
  "not",
  "if",
  "then",
  "else",
  "items",
  "contains",
  "propertyNames",
  "additionalProperties",
] as const;
const unevaluated = ["unevaluatedItems", "unevaluatedProperties", "additionalItems"] as const;
const lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"] as const;
const maps = [
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
] as const;

/** A schema and every schema written inside it, `$ref`s not followed. */
export function walkSchemas(root: unknown, pointer: JsonPointer): readonly PlacedSchema[] {
  const found: PlacedSchema[] = [];
  visit(valueAt(root, pointer), pointer, found);
  return found;
}

function visit(value: unknown, pointer: JsonPointer, found: PlacedSchema[]): void {
  if (!isObject(value)) return;
  found.push({ pointer, schema: value });
  for (const keyword of [...single, ...unevaluated])
    visit(value[keyword], joinPointer(pointer, keyword), found);
  for (const keyword of lists) {
    const members = value[keyword];
    if (!Array.isArray(members)) continue;
    members.forEach((member: unknown, index) =>
      visit(member, joinPointer(pointer, keyword, index), found),
    );
  }
  for (const keyword of maps) {
    const members = value[keyword];
    if (!isObject(members)) continue;
    for (const [name, member] of Object.entries(members))
      visit(member, joinPointer(pointer, keyword, name), found);
  }
}
