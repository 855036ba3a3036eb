import type { JsonValue } from "../../../src/harness/core/json.ts";
import { joinPointer, type JsonPointer } from "../../../src/harness/core/json-pointer.ts";

/** A pointer to every value in a value, itself included. */
export function listPointers(value: JsonValue, pointer: JsonPointer = ""): readonly JsonPointer[] {
  if (typeof value !== "object" || value === null) return [pointer];
  const members = Object.entries(value).flatMap(([name, member]: [string, JsonValue]) =>
    listPointers(member, joinPointer(pointer, name)),
  );
  return [pointer, ...members];
}
