import type { JsonValue } from "../../../src/harness/core/json.ts";

/** A copy of a value with another one in place of one of its parts. */
export function replaceAt(
  value: JsonValue,
  [token, ...rest]: readonly string[],
  part: JsonValue,
): JsonValue {
  if (token === undefined) return part;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]: [string, JsonValue]) => [
    name,
    name === token ? replaceAt(member, rest, part) : member,
  ]);
  return Array.isArray(value)
    ? entries.map(([, member]) => member ?? null)
    : Object.fromEntries(entries);
}
