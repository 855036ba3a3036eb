import { isObject, type JsonValue } from "../../core/json.ts";
import { valueAt } from "../../core/json-pointer.ts";
import type { TemplateModel } from "../template/template-model.ts";

/** The logical ids and parameters a value refers to through Ref, Fn::GetAtt and Fn::Sub, pseudo parameters left out. */
export function referencedNames(value: JsonValue): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (!isObject(value)) return value.flatMap((item) => referencedNames(item));
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === "Ref" && typeof member === "string") return baseNames([member]);
    if (key === "Fn::GetAtt")
      return baseNames(
        typeof member === "string" ? [member] : Array.isArray(member) ? member.slice(0, 1) : [],
      );
    if (key === "Fn::Sub") return namesOfSub(member);
    return referencedNames(member);
  });
}

/** `Array.isArray` loses `readonly`. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function namesOfSub(argument: JsonValue): readonly string[] {
  const [text, variables = {}]: readonly JsonValue[] = isList(argument) ? argument : [argument];
  if (typeof text !== "string") return [];
  const own = isObject(variables) ? Object.keys(variables) : [];
  const names = [...text.matchAll(/\$\{([^!{}][^{}]*)\}/g)].map(([, name = ""]) => name);
  return [...baseNames(names.filter((name) => !own.includes(name))), ...referencedNames(variables)];
}

function baseNames(names: readonly unknown[]): readonly string[] {
  return names
    .filter((name) => typeof name === "string")
    .filter((name) => !name.startsWith("AWS::"))
    .map((name) => name.split(".")[0] ?? name);
}

/** True for a parameter or resource of the template, resources under a false condition included. */
export function isDefinedName(template: TemplateModel, name: string): boolean {
  if (template.resources.has(name)) return true;
  const root = template.source.value;
  return ["Parameters", "Resources"].some((section) => {
    const members = valueAt(root, `/${section}`);
    return isObject(members) && Object.hasOwn(members, name);
  });
}

/** True for a resource of the template that its condition removes. */
export function isRemoved(template: TemplateModel, name: string): boolean {
  const members = valueAt(template.source.value, "/Resources");
  return isObject(members) && Object.hasOwn(members, name) && !template.resources.has(name);
}
