import { isObject } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { DetailSchema } from "./never-matches.ts";

/** A document of schemas, parsed. */
export interface SchemaDocument {
  /** As reports show it. */
  readonly file: string;
  readonly root: unknown;
}

function readOne(
  { file, root }: SchemaDocument,
  schema: unknown,
  pointer: JsonPointer,
): readonly DetailSchema[] {
  if (!isObject(schema)) return [];
  const source = schema["x-amazon-events-source"];
  const detailType = schema["x-amazon-events-detail-type"];
  if (typeof source !== "string" || typeof detailType !== "string") return [];
  const { properties } = schema;
  const detail = isObject(properties) ? properties["detail"] : undefined;
  // A schema of the whole event has the detail inside; any other is that of the detail itself.
  return detail === undefined
    ? [{ file, root, source, detailType, schema, pointer }]
    : [
        {
          file,
          root,
          source,
          detailType,
          schema: detail,
          pointer: joinPointer(pointer, "properties", "detail"),
        },
      ];
}

/**
 * The schemas of details that a document has: a JSON Schema, or an OpenAPI document with some among
 * its components, as EventBridge's schema registry exports them.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schema-create.html
 * @example
 * readDetailSchemas({ file, root })[0]?.detailType; // "OrderPlaced"
 */
export function readDetailSchemas(document: SchemaDocument): readonly DetailSchema[] {
  const { root } = document;
  if (!isObject(root)) return [];
  const components = isObject(root["components"]) ? root["components"]["schemas"] : undefined;
  const named = isObject(components) ? Object.entries(components) : [];
  return [
    ...readOne(document, root, ""),
    ...named.flatMap(([name, schema]) =>
      readOne(document, schema, joinPointer("", "components", "schemas", name)),
    ),
  ];
}
