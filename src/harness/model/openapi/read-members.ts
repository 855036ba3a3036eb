import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { resolveReference } from "../schema/resolve-reference.ts";

/** An object of the document and where it really stands. */
export interface Placed {
  readonly pointer: JsonPointer;
  readonly value: JsonObject;
}

/** Narrows a JSON value to an object. */
export function isJsonMap(value: JsonValue | undefined): value is JsonObject {
  return isObject(value);
}

function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value a pointer names, `undefined` where nothing is there; references are not followed. */
export function jsonAt(root: JsonObject, pointer: JsonPointer): JsonValue | undefined {
  let current: JsonValue | undefined = root;
  for (const token of splitPointer(pointer)) {
    if (isJsonList(current)) current = current[Number(token)];
    else current = isJsonMap(current) && Object.hasOwn(current, token) ? current[token] : undefined;
  }
  return current;
}

/** The object at a pointer, `$ref`s followed; `null` when there is none. */
export function placedAt(root: JsonObject, pointer: JsonPointer): Placed | null {
  const resolution = resolveReference(root, pointer);
  const value = resolution.kind === "found" ? jsonAt(root, resolution.pointer) : undefined;
  return isJsonMap(value) ? { pointer: resolution.pointer, value } : null;
}

/** The named members of an object that are objects themselves, `$ref`s followed. */
export function placedMembers(
  root: JsonObject,
  parent: Placed,
  key: string,
): readonly (Placed & { readonly name: string })[] {
  const members = placedAt(root, joinPointer(parent.pointer, key));
  if (members === null) return [];
  return Object.keys(members.value).flatMap((name) => {
    const member = placedAt(root, joinPointer(members.pointer, name));
    return member === null ? [] : [{ ...member, name }];
  });
}

/** The strings of a list; everything else in it is left out. */
export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : [];
}
