import { isObject, type JsonObject } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument } from "./api-document.ts";
import { isJsonMap, jsonAt } from "./read-members.ts";

/** The schemas that have a name: `components.schemas`, in Swagger 2.0 `definitions`. */
export function listNamedSchemas(root: JsonObject): readonly JsonPointer[] {
  return ["/components/schemas", "/definitions"].flatMap((parent) => {
    const schemas = jsonAt(root, parent);
    return isJsonMap(schemas) ? Object.keys(schemas).map((name) => joinPointer(parent, name)) : [];
  });
}

/** Every place of a document where a schema begins: named ones, and those of parameters, bodies and headers. */
export function listSchemas(document: ApiDocument): readonly JsonPointer[] {
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
  return [...new Set(pointers)].filter((pointer) => isObject(jsonAt(document.root, pointer)));
}
