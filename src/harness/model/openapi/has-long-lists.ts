import type { JsonObject, JsonValue } from "../../core/json.ts";
import { isPart } from "./find-references.ts";
import { isJsonMap } from "./read-members.ts";

/** No operation takes so many parameters. */
const longest = 1000;

/**
 * True for a document with a list of more than a thousand parts. A validator that holds each member of a list against
 * each other takes seconds over a few thousand. Lists of values, such as examples and enums, are no parts.
 */
export function hasLongLists(root: JsonObject): boolean {
  const pending: JsonValue[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isList(next)) {
      if (next.length > longest) return true;
      for (const item of next) pending.push(item);
    } else if (isJsonMap(next)) {
      for (const [key, member] of Object.entries(next))
        if (isPart(key, member)) pending.push(member);
    }
  }
  return false;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
