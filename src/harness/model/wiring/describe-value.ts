import { isObject, type JsonValue } from "../../core/json.ts";
import type { TemplateModel } from "../template/template-model.ts";

/** `Array.isArray` loses `readonly`. */
function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * A value as a person would name it: what can be known as text, the rest as `${Name}`,
 * `${Resource.Attribute}` or `${ImportValue name}`.
 */
export function describeValue(value: JsonValue, template: TemplateModel): string {
  if (typeof value === "string") return value;
  const resolved = template.resolve(value);
  if (resolved.known && typeof resolved.value === "string") return resolved.value;
  const [entry] = isObject(value) ? Object.entries(value) : [];
  if (entry === undefined) return JSON.stringify(value);
  const [name, argument] = entry;
  return describeCall(name, argument, template);
}

function nameOf(argument: JsonValue): string {
  return typeof argument === "string" ? argument : JSON.stringify(argument);
}

function describeCall(name: string, argument: JsonValue, template: TemplateModel): string {
  switch (name) {
    case "Ref":
      return `\${${nameOf(argument)}}`;
    case "Fn::GetAtt":
      return `\${${isList(argument) ? argument.map(nameOf).join(".") : nameOf(argument)}}`;
    case "Fn::Sub":
      return describeSub(argument, template);
    case "Fn::Join":
      return describeJoin(argument, template);
    case "Fn::ImportValue":
      return `\${ImportValue ${describeValue(argument, template)}}`;
    case "Fn::If":
      return describeChoice(argument, template);
    default:
      return `\${${name.replace("Fn::", "")}}`;
  }
}

/** The branch a condition chooses; where it cannot be decided, the condition stands for it. */
function describeChoice(argument: JsonValue, template: TemplateModel): string {
  const [condition, whenTrue, whenFalse] = isList(argument) ? argument : [];
  if (typeof condition !== "string" || whenTrue === undefined || whenFalse === undefined)
    return "${If}";
  const branch = template.resolve({ "Fn::If": [condition, "then", "else"] });
  return branch.known
    ? describeValue(branch.value === "then" ? whenTrue : whenFalse, template)
    : `\${If ${condition}}`;
}

function describeSub(argument: JsonValue, template: TemplateModel): string {
  const [text, variables = {}] = isList(argument) ? argument : [argument];
  if (typeof text !== "string") return "${Sub}";
  return text.replaceAll(/\$\{([^{}]*)\}/g, (written, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const variable =
      isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (variable !== undefined) return describeValue(variable, template);
    const resolved = template.resolve({ "Fn::Sub": written });
    return resolved.known && typeof resolved.value === "string" ? resolved.value : written;
  });
}

function describeJoin(argument: JsonValue, template: TemplateModel): string {
  const [separator, parts] = isList(argument) ? argument : [];
  if (typeof separator !== "string" || !isList(parts)) return "${Join}";
  return parts.map((part) => describeValue(part, template)).join(separator);
}
