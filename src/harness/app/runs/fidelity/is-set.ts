import type { JsonValue } from "../../../core/json.ts";

/** A property that asks for something: not absent, null, false, empty or `NONE`. */
export function isSet(value: JsonValue | undefined): value is JsonValue {
  if (value === undefined || value === null || value === false || value === "") return false;
  if (value === "NONE" || value === "false") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
