import { parseJson, type JsonObject, type JsonValue } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import { schemaTypes } from "./schema-types.ts";

const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * A text from a path, query or header as the value its schema speaks of. A text that does not read
 * as one of the schema's types stays a text, so that the schema refuses it.
 *
 * @param prefers what a text is where the schema takes texts and other types (`oneOf` an integer and
 * the word `all`): both readings are right, and which one the schema accepts is to be tried.
 */
export function coerceText(
  root: JsonObject,
  schemaPointer: JsonPointer | null,
  text: string,
  prefers: "text" | "type" = "text",
): JsonValue {
  const types = schemaPointer === null ? new Set<string>() : schemaTypes(root, schemaPointer);
  if (types.size === 0 || (types.has("string") && prefers === "text")) return text;
  if ((types.has("integer") || types.has("number")) && number.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : text;
  }
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if (types.has("null") && (text === "" || text === "null")) return null;
  return text;
}

/** The value of a JSON text, or what is wrong with it. */
export function readJsonText(
  text: string,
): { readonly value: JsonValue } | { readonly fault: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
