import { isObject } from "../../core/json.ts";
import { referenceOf, referenceToPointer, resolveReference } from "./resolve-reference.ts";
import type { SchemaDirection } from "./schema-validator.ts";

/**
 * Names of the properties of a schema, its `allOf` members included, that may not travel in a
 * direction: `readOnly` ones in a request, `writeOnly` ones in a response (OpenAPI, Schema Object).
 */
export function readDirectedProperties(
  root: unknown,
  schema: unknown,
  direction: SchemaDirection,
): ReadonlySet<string> {
  const names = new Set<string>();
  if (direction === "either") return names;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  // Schemas that combine the same others twice are many more to unfold than to visit.
  const visited = new Set<unknown>();
  const pending: unknown[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!isObject(next) || visited.has(next)) continue;
    visited.add(next);
    addFlagged(root, next["properties"], { keyword, names });
    const members: unknown = next["allOf"];
    if (Array.isArray(members))
      for (const member of members) pending.push(follow(root, member) ?? null);
  }
  return names;
}

interface Search {
  readonly keyword: "readOnly" | "writeOnly";
  readonly names: Set<string>;
}

function addFlagged(root: unknown, properties: unknown, { keyword, names }: Search): void {
  if (!isObject(properties)) return;
  for (const [name, property] of Object.entries(properties)) {
    const target = follow(root, property);
    const isFlagged = isObject(property) && property[keyword] === true;
    if (isFlagged || (isObject(target) && target[keyword] === true)) names.add(name);
  }
}

function follow(root: unknown, schema: unknown): unknown {
  const reference = referenceOf(schema);
  const pointer = reference === null ? null : referenceToPointer(reference);
  if (pointer === null) return schema;
  const resolution = resolveReference(root, pointer);
  return resolution.kind === "found" ? resolution.value : undefined;
}
