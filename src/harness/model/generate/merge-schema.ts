import { isObject, type JsonObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { resolveReference } from "../schema/resolve-reference.ts";

/** What a value must be by a schema and its `allOf` members, one branch of each alternative chosen. */
export interface MergedSchema {
  readonly keywords: Readonly<Record<string, unknown>>;
  /** Property name → where its schemas stand. */
  readonly properties: ReadonlyMap<string, JsonPointer>;
  readonly required: ReadonlySet<string>;
  readonly items: JsonPointer | null;
  /** Schema of properties without a name of their own; `null` when nothing is said, `false` when none may be. */
  readonly additional: JsonPointer | null | false;
  /** The longest `oneOf` or `anyOf` met: how many branches there are to choose from. */
  readonly branches: number;
}

const deepest = 16;

type Mutable = { -readonly [Key in keyof MergedSchema]: MergedSchema[Key] } & {
  keywords: Record<string, unknown>;
  properties: Map<string, JsonPointer>;
  required: Set<string>;
};

const larger = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]);
const smaller = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]);
const structural = new Set([
  "allOf",
  "anyOf",
  "oneOf",
  "properties",
  "required",
  "items",
  "additionalProperties",
  "$ref",
]);

/**
 * Brings a schema and what it is composed of together.
 *
 * @param branch which branch of each `oneOf` and `anyOf` to take, counted from 0.
 */
export function mergeSchema(root: JsonObject, pointer: JsonPointer, branch: number): MergedSchema {
  const merged: Mutable = {
    keywords: {},
    properties: new Map(),
    required: new Set(),
    items: null,
    additional: null,
    branches: 1,
  };
  add(root, pointer, { merged, branch, depth: 0 });
  return merged;
}

interface Merging {
  readonly merged: Mutable;
  readonly branch: number;
  readonly depth: number;
}

function add(root: JsonObject, pointer: JsonPointer, merging: Merging): void {
  const resolution = resolveReference(root, pointer);
  if (resolution.kind !== "found" || !isObject(resolution.value) || merging.depth > deepest) return;
  const { merged, branch } = merging;
  const { value, pointer: place } = resolution;
  addKeywords(merged, value);
  addMembers(merged, value, place);
  const deeper = { ...merging, depth: merging.depth + 1 };
  const all = value["allOf"];
  if (Array.isArray(all))
    for (const index of all.keys()) add(root, joinPointer(place, "allOf", index), deeper);
  for (const keyword of ["oneOf", "anyOf"]) {
    const alternatives = value[keyword];
    if (!Array.isArray(alternatives) || alternatives.length === 0) continue;
    merged.branches = Math.max(merged.branches, alternatives.length);
    add(root, joinPointer(place, keyword, branch % alternatives.length), deeper);
  }
}

function addKeywords(merged: Mutable, schema: Readonly<Record<string, unknown>>): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (structural.has(keyword)) continue;
    merged.keywords[keyword] = tighter(keyword, merged.keywords[keyword], value);
  }
}

function tighter(keyword: string, known: unknown, added: unknown): unknown {
  if (typeof known === "number" && typeof added === "number") {
    if (larger.has(keyword)) return Math.max(known, added);
    if (smaller.has(keyword)) return Math.min(known, added);
  }
  if (keyword === "enum" && Array.isArray(known) && Array.isArray(added)) {
    const texts = new Set(added.map((item: unknown) => JSON.stringify(item)));
    return known.filter((item: unknown) => texts.has(JSON.stringify(item)));
  }
  return added;
}

function addMembers(
  merged: Mutable,
  schema: Readonly<Record<string, unknown>>,
  place: JsonPointer,
): void {
  const { properties, required, items, additionalProperties } = schema;
  if (isObject(properties)) {
    for (const name of Object.keys(properties)) {
      if (!merged.properties.has(name))
        merged.properties.set(name, joinPointer(place, "properties", name));
    }
  }
  if (Array.isArray(required)) {
    for (const name of required) if (typeof name === "string") merged.required.add(name);
  }
  if (isObject(items)) merged.items = joinPointer(place, "items");
  if (isObject(additionalProperties))
    merged.additional ??= joinPointer(place, "additionalProperties");
  if (additionalProperties === false) merged.additional = false;
}
