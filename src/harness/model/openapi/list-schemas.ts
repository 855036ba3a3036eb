import { isObject, type JsonObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { referenceOf, referenceToPointer } from "../schema/resolve-reference.ts";
import { walkSchemas, type PlacedSchema } from "../schema/walk-schemas.ts";
import type { ApiDocument } from "./api-document.ts";
import { isJsonMap, jsonAt } from "./read-members.ts";

/** The schemas that have a name: `components.schemas`, in Swagger 2.0 `definitions`. */
export function listNamedSchemas(root: JsonObject): readonly JsonPointer[] {
  return ["/components/schemas", "/definitions"].flatMap((parent) => {
    const schemas = jsonAt(root, parent);
    return isJsonMap(schemas)
      ? Object.keys(schemas)
          .filter((name) => !name.startsWith("Fn::"))
          .map((name) => joinPointer(parent, name))
      : [];
  });
}

const begins = new WeakMap<JsonObject, readonly JsonPointer[]>();
const all = new WeakMap<JsonObject, readonly PlacedSchema[]>();

/** Every place of a document where a schema begins: named ones, and those of parameters, bodies and headers. */
export function listSchemas(document: ApiDocument): readonly JsonPointer[] {
  const known = begins.get(document.root);
  if (known !== undefined) return known;
  const used = document.operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters.map(({ schemaPointer }) => schemaPointer),
    ...(requestBody?.content ?? []).map(({ schemaPointer }) => schemaPointer),
    ...responses.flatMap(({ content, headers }) =>
      [...content, ...headers].map(({ schemaPointer }) => schemaPointer),
    ),
  ]);
  const pointers = [
    ...listNamedSchemas(document.root),
    ...used.filter((pointer) => pointer !== null),
  ];
  const schemas = [...new Set(pointers)].filter((pointer) =>
    isObject(jsonAt(document.root, pointer)),
  );
  begins.set(document.root, schemas);
  return schemas;
}

/**
 * Every schema object of a document with those inside it and those they refer to, in other files too, each once;
 * worked out once for all rules.
 */
export function listAllSchemas(document: ApiDocument): readonly PlacedSchema[] {
  const known = all.get(document.root);
  if (known !== undefined) return known;
  const found = new Map<JsonPointer, PlacedSchema>();
  const pending = listSchemas(document).toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    for (const placed of walkSchemas(document.root, next)) {
      found.set(placed.pointer, placed);
      const reference = referenceOf(placed.schema);
      const target = reference === null ? null : referenceToPointer(reference);
      if (target !== null && !found.has(target)) pending.push(target);
    }
  }
  const schemas = [...found.values()];
  all.set(document.root, schemas);
  return schemas;
}
