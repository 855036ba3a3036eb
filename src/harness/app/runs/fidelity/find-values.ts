import { isObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../../core/json-pointer.ts";
import { isJsonValue } from "../../../core/json.ts";
import type { TemplateModel } from "../../../model/template/template-model.ts";

/** A value of a template's resources that a search is about. */
export interface FoundValue {
  readonly name: string;
  readonly pointer: JsonPointer;
}

/** Says what a value is named for, `null` when the search is not about it. */
export type NameValue = (key: string, value: JsonValue) => string | null;

function membersOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (isObject(value)) return Object.entries(value);
  return Array.isArray(value) ? [...value.entries()].map(([at, item]) => [String(at), item]) : [];
}

function search(
  key: string,
  value: JsonValue,
  pointer: JsonPointer,
  name: NameValue,
  into: FoundValue[],
): void {
  const found = name(key, value);
  if (found !== null) into.push({ name: found, pointer });
  for (const [member, inner] of membersOf(value))
    search(member, inner, joinPointer(pointer, member), name, into);
}

/** Finds values as written in the resources that deploy, in the order of the template. */
export function findValues(template: TemplateModel, name: NameValue): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const { pointer } of template.resources.values()) {
    const written = valueAt(template.source.value, pointer);
    if (isJsonValue(written)) search("", written, pointer, name, found);
  }
  return found;
}
