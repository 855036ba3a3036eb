import { isObject, type JsonObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { resolveReference } from "../schema/resolve-reference.ts";

const deepest = 12;

/** The schema at a pointer, `$ref`s followed, `null` when there is none. */
export function schemaAt(
  root: JsonObject,
  pointer: JsonPointer,
): { readonly pointer: JsonPointer; readonly schema: Readonly<Record<string, unknown>> } | null {
  const resolution = resolveReference(root, pointer);
  if (resolution.kind !== "found" || !isObject(resolution.value)) return null;
  return { pointer: resolution.pointer, schema: resolution.value };
}

/**
 * The types a schema lets through by its `type`, its alternatives and `allOf`, for want of those by
 * its `enum` or `const`; empty when it names none.
 */
export function schemaTypes(root: JsonObject, pointer: JsonPointer): ReadonlySet<string> {
  let known = knownTypes.get(root);
  if (known === undefined) {
    known = new Map();
    knownTypes.set(root, known);
  }
  const types = known.get(pointer) ?? readTypes(root, pointer, 0);
  known.set(pointer, types);
  return types;
}

/** Documents do not change, and every request asks for the types of its parameters. */
const knownTypes = new WeakMap<JsonObject, Map<JsonPointer, ReadonlySet<string>>>();

function readTypes(root: JsonObject, pointer: JsonPointer, depth: number): ReadonlySet<string> {
  const placed = depth > deepest ? null : schemaAt(root, pointer);
  if (placed === null) return new Set();
  const { type } = placed.schema;
  if (typeof type === "string") return new Set([type]);
  if (Array.isArray(type))
    return new Set(type.filter((name: unknown): name is string => typeof name === "string"));
  const types = (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => {
    const members = placed.schema[keyword];
    if (!Array.isArray(members)) return [];
    return members.flatMap((_: unknown, index) => [
      ...readTypes(root, joinPointer(placed.pointer, keyword, index), depth + 1),
    ]);
  });
  if (types.length > 0) return new Set(types);
  if (isObject(placed.schema["properties"])) return new Set(["object"]);
  const { enum: choices, const: only } = placed.schema;
  const values: readonly unknown[] = Array.isArray(choices) ? choices : [only];
  return new Set(values.filter((value) => value !== undefined).map(typeName));
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Where the schema of an array's items stands; `null` when there is none. */
export function itemsPointer(root: JsonObject, pointer: JsonPointer): JsonPointer | null {
  const placed = schemaAt(root, pointer);
  return placed !== null && isObject(placed.schema["items"])
    ? joinPointer(placed.pointer, "items")
    : null;
}

/** Where the schema of a property stands, `allOf` members looked through; `null` when there is none. */
export function propertyPointer(
  root: JsonObject,
  pointer: JsonPointer,
  name: string,
  depth = 0,
): JsonPointer | null {
  const placed = depth > deepest ? null : schemaAt(root, pointer);
  if (placed === null) return null;
  const { properties, additionalProperties, allOf } = placed.schema;
  if (isObject(properties) && Object.hasOwn(properties, name))
    return joinPointer(placed.pointer, "properties", name);
  if (Array.isArray(allOf)) {
    for (const index of allOf.keys()) {
      const found = propertyPointer(
        root,
        joinPointer(placed.pointer, "allOf", index),
        name,
        depth + 1,
      );
      if (found !== null) return found;
    }
  }
  return isObject(additionalProperties)
    ? joinPointer(placed.pointer, "additionalProperties")
    : null;
}
