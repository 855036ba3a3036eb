import { isObject } from "../../core/json.ts";
import { referenceOf, referenceToPointer, resolveReference } from "./resolve-reference.ts";
import type { SchemaDirection } from "./schema-validator.ts";

const deepest = 16;

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
  if (direction !== "either") {
    collect(root, schema, {
      keyword: direction === "request" ? "readOnly" : "writeOnly",
      names,
      depth: 0,
    });
  }
  return names;
}

interface Search {
  readonly keyword: "readOnly" | "writeOnly";
  readonly names: Set<string>;
  readonly depth: number;
}

function collect(root: unknown, schema: unknown, search: Search): void {
  if (!isObject(schema) || search.depth > deepest) return;
  const properties = schema["properties"];
  if (isObject(properties)) {
    for (const [name, property] of Object.entries(properties)) {
      const target = follow(root, property);
      const flagged = isObject(property) && property[search.keyword] === true;
      if (flagged || (isObject(target) && target[search.keyword] === true)) search.names.add(name);
    }
  }
  const members = schema["allOf"];
  if (!Array.isArray(members)) return;
  for (const member of members) {
    collect(root, follow(root, member), { ...search, depth: search.depth + 1 });
  }
}

function follow(root: unknown, schema: unknown): unknown {
  const reference = referenceOf(schema);
  const pointer = reference === null ? null : referenceToPointer(reference);
  if (pointer === null) return schema;
  const resolution = resolveReference(root, pointer);
  return resolution.kind === "found" ? resolution.value : undefined;
}
