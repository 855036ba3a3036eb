import { bodyText, isJsonMediaType, mediaType } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { describeValue } from "../schema/describe-value.ts";
import type { SchemaDirection, SchemaRegistry } from "../schema/schema-validator.ts";
import type { ApiDocument, MediaTypeObject } from "./api-document.ts";
import { coerceText, readJsonText } from "./coerce-text.ts";
import type { JudgedViolation } from "./judged-violation.ts";
import { itemsPointer, propertyPointer, schemaTypes } from "./schema-types.ts";

/** A body and the media type it was sent as. */
export interface JudgedBody {
  readonly body: Uint8Array;
  /** The media type of the document that applies. */
  readonly media: MediaTypeObject;
  /** As sent; the documented one when the sender named none. */
  readonly contentType: string;
  readonly direction: SchemaDirection;
}

/**
 * Judges a body against the schema of its media type: JSON as JSON, forms as objects of texts,
 * `text/*` as a text, or the number or flag its schema takes. Other media types, and multipart, have no value a schema could be asked about.
 */
export function judgeBody(
  document: ApiDocument,
  registry: SchemaRegistry,
  judged: JudgedBody,
): readonly JudgedViolation[] {
  const { media, direction } = judged;
  const read = readBody(document.root, judged);
  if (read === null) return [];
  if ("fault" in read) {
    return [
      {
        part: "body",
        instancePointer: "",
        schemaPointer: media.pointer,
        keyword: "json",
        message: `is not JSON: ${read.fault}`,
        expected: "JSON",
        actual: describeValue(bodyText(judged)),
      },
    ];
  }
  if (media.schemaPointer === null) return [];
  const validator = registry.validatorAt(media.schemaPointer, document.dialect, direction);
  return validator.validate(read.value).map((violation) => ({ part: "body", ...violation }));
}

function readBody(
  root: JsonObject,
  judged: JudgedBody,
): { readonly value: JsonValue } | { readonly fault: string } | null {
  const type = mediaType(judged.contentType);
  if (isJsonMediaType(type)) return readJsonText(bodyText(judged));
  if (type === "application/x-www-form-urlencoded") return { value: readFormBody(root, judged) };
  if (type?.startsWith("text/") !== true) return null;
  return { value: coerceText(root, judged.media.schemaPointer, bodyText(judged)) };
}

/** A form as an object; a field whose schema is an array collects its repetitions. */
function readFormBody(root: JsonObject, judged: JudgedBody): JsonValue {
  const { schemaPointer } = judged.media;
  const fields = new Map<string, JsonValue>();
  const texts = Map.groupBy(new URLSearchParams(bodyText(judged)), ([name]) => name);
  for (const [name, pairs] of texts) {
    const values = pairs.map(([, value]) => value);
    const property = schemaPointer === null ? null : propertyPointer(root, schemaPointer, name);
    const isList = property !== null && schemaTypes(root, property).has("array");
    const items = property !== null && isList ? itemsPointer(root, property) : property;
    const coerced = values.map((value) => coerceText(root, items, value));
    fields.set(name, isList ? coerced : (coerced.at(-1) ?? null));
  }
  return Object.fromEntries(fields);
}
