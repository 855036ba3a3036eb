import type { JsonValue } from "../../../src/harness/core/json.ts";

/** A copy of a value with another one in place of one of its parts. */
export function replaceAt(
  value: JsonValue,
  [token, ...rest]: readonly string[],
  part: JsonValue,
): JsonValue {
  if (token === undefined) return part;
  if (typeof value !== "object" || value === null) return value;
  if (isList(value))
    return value.map((item, index) =>
      String(index) === token ? replaceAt(item, rest, part) : item,
    );
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, JsonValue]) => [
      name,
      name === token ? replaceAt(member, rest, part) : member,
    ]),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
