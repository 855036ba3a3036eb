/** A JSON scalar. */
export type JsonPrimitive = string | number | boolean | null;

/** Any value that survives `JSON.stringify` unchanged. */
export type JsonValue = JsonPrimitive | readonly JsonValue[] | JsonObject;

/** A JSON object; `undefined` members are not allowed, absent ones are. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Narrows an unknown value to a plain JSON-like object (not an array, not null). */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Narrows an unknown value to JSON, checking it to the leaves.
 * Cyclic values and values deeper than 512 levels are not JSON.
 */
export function isJsonValue(value: unknown, depth = 0): value is JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth > 512) return false;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.every((member) => isJsonValue(member, depth + 1));
}

/** Narrows an unknown value to a JSON object, checking it to the leaves. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value) && isJsonValue(value);
}

/** Parses JSON text to a value whose type is honest. Throws `SyntaxError` as `JSON.parse` does. */
export function parseJson(text: string): JsonValue {
  const value: unknown = JSON.parse(text);
  if (!isJsonValue(value)) {
    throw new SyntaxError(
      "The JSON text nests deeper than 512 levels, or holds a number too large.",
    );
  }
  return value;
}
