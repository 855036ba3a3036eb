import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import { referenceOf, referenceToPointer } from "../schema/resolve-reference.ts";
import { walkSchemas, type PlacedSchema } from "../schema/walk-schemas.ts";

/** Larger graphs are not walked to their end: a report shows a handful of places. */
const limit = 20_000;

/**
 * The schemas that API Gateway holds request bodies against: those of operations with a validator for
 * bodies, and every schema they lead to. Responses are never validated.
 */
export function listValidatedSchemas(document: ApiDocument): readonly PlacedSchema[] {
  const known = lists.get(document);
  if (known !== undefined) return known;
  const list = collect(document);
  lists.set(document, list);
  return list;
}

/** Several rules ask for the list of one document. */
const lists = new WeakMap<ApiDocument, readonly PlacedSchema[]>();

function collect({ root, operations }: ApiDocument): readonly PlacedSchema[] {
  const waiting: JsonPointer[] = operations.flatMap(
    ({ requestBody, requestValidator, integration }) =>
      integration !== null && requestValidator?.validateBody === true
        ? (requestBody?.content ?? []).flatMap(({ schemaPointer }) => schemaPointer ?? [])
        : [],
  );
  const seen = new Set<JsonPointer>();
  const found = new Map<JsonPointer, PlacedSchema>();
  for (let next = waiting.pop(); next !== undefined && found.size < limit; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const placed of walkSchemas(root, next)) {
      found.set(placed.pointer, placed);
      const reference = referenceOf(placed.schema);
      const target = reference === null ? null : referenceToPointer(reference);
      if (target !== null && !seen.has(target)) waiting.push(target);
    }
  }
  return [...found.values()].filter(({ schema }) => referenceOf(schema) === null);
}

/** Where a keyword of a schema stands. */
export function keywordPlace({ pointer }: PlacedSchema, keyword: string): JsonPointer {
  return joinPointer(pointer, keyword);
}
