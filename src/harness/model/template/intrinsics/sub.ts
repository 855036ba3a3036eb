import type { JsonObject, JsonValue } from "../../../core/json.ts";
import type { Resolved } from "../template-model.ts";
import {
  evaluateText,
  isList,
  isMap,
  known,
  longestText,
  tooLong,
  toText,
  unknown,
  type Evaluation,
  type Intrinsic,
  type IntrinsicScope,
} from "./evaluation.ts";

/** A `${…}` of an `Fn::Sub` text. */
export interface Placeholder {
  /** As written between the braces, `!` included. */
  readonly name: string;
  readonly literal: boolean;
}

const placeholderPattern = /\$\{([^{}]*)\}/g;

/** The placeholders of an `Fn::Sub` text, in order; blanks around a name do not count. */
export function placeholdersOf(text: string): readonly Placeholder[] {
  return [...text.matchAll(placeholderPattern)].map(([, name = ""]) => ({
    name: name.trim(),
    literal: name.startsWith("!"),
  }));
}

/** Text and variables of `Fn::Sub`'s two forms; `null` for anything else. */
export function readSub(
  argument: JsonValue,
): { readonly text: string; readonly variables: JsonObject } | null {
  if (typeof argument === "string") return { text: argument, variables: {} };
  if (!isList(argument)) return null;
  const [text, variables = {}] = argument;
  if (typeof text !== "string" || !isMap(variables)) return null;
  return { text, variables };
}

/** `Fn::Sub`: `${Name}`, `${Resource.Attribute}`, `${Variable}`; `${!Name}` stays `${Name}`. */
export const sub: Intrinsic = (argument, scope) => {
  const parts = readSub(argument);
  if (parts === null)
    return unknown("Fn::Sub takes a text, or a list of a text and a map of variables");
  let failure: Resolved<string> | null = null;
  // Each name once: variables that hold an Fn::Sub of their own would double the work at each level.
  const values = new Map<string, Resolved<string>>();
  let length = parts.text.length;
  const text = parts.text.replaceAll(placeholderPattern, (written, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (failure !== null) return written;
    const value = values.get(name) ?? placeholderText(name.trim(), parts.variables, scope);
    values.set(name, value);
    length += value.known ? value.value.length : 0;
    if (length > longestText) failure ??= tooLong("Fn::Sub");
    if (failure === null && value.known) return value.value;
    failure ??= value;
    return written;
  });
  return failure ?? known(text);
};

function placeholderText(
  name: string,
  variables: JsonObject,
  scope: IntrinsicScope,
): Resolved<string> {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (variable !== undefined)
    return evaluateText(variable, scope, `the variable ${name} of Fn::Sub`);
  const result = placeholderValue(name, scope);
  if (result.known === "removed") return known("");
  if (!result.known) return result;
  const text = toText(result.value);
  return text === null ? unknown(`\${${name}} is not text`) : known(text);
}

function placeholderValue(name: string, scope: IntrinsicScope): Evaluation {
  const dot = name.indexOf(".");
  return dot > 0 ? scope.attribute(name.slice(0, dot), name.slice(dot + 1)) : scope.reference(name);
}
