import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { chooseBranch } from "./conditions.ts";
import {
  type Evaluation,
  external,
  type IntrinsicScope,
  isList,
  isMap,
  known,
  unknown,
} from "./evaluation.ts";
import { intrinsics } from "./functions.ts";

/** A map that stands for an intrinsic function: one key, `Ref` or `Fn::…`. */
export function asIntrinsic(
  value: JsonValue,
): { readonly name: string; readonly argument: JsonValue } | null {
  if (!isMap(value)) return null;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return null;
  const [name, argument] = entry;
  return name === "Ref" || name.startsWith("Fn::") ? { name, argument } : null;
}

/** Values that CloudFormation looks up while it deploys: `{{resolve:ssm:…}}`. */
function dynamicReference(text: string): string | null {
  return /\{\{resolve:[^}]*\}\}/.exec(text)?.[0] ?? null;
}

/**
 * Evaluates a value completely: one unknown part makes the whole unknown. Members and items that
 * are `AWS::NoValue` are left out.
 */
export function evaluate(value: JsonValue, scope: IntrinsicScope): Evaluation {
  if (typeof value === "string") {
    const reference = dynamicReference(value);
    return reference === null
      ? known(value)
      : external(`the dynamic reference ${reference} is looked up by AWS`);
  }
  if (isList(value)) return evaluateItems(value, scope);
  if (!isMap(value)) return known(value);
  const call = asIntrinsic(value);
  return call === null
    ? evaluateMembers(value, scope)
    : applyIntrinsic(call.name, call.argument, scope);
}

function applyIntrinsic(name: string, argument: JsonValue, scope: IntrinsicScope): Evaluation {
  const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
  if (intrinsic === undefined) return unknown(`${name} is no function Lockstep knows`);
  const result = intrinsic(argument, scope);
  // A parameter's value, or what a text is put together from, may hold a dynamic reference.
  return result.known === true && typeof result.value === "string" && name !== "Fn::GetAtt"
    ? evaluate(result.value, scope)
    : result;
}

function evaluateItems(items: readonly JsonValue[], scope: IntrinsicScope): Evaluation {
  const values: JsonValue[] = [];
  for (const item of items) {
    const result = evaluate(item, scope);
    if (result.known === false) return result;
    if (result.known === true) values.push(result.value);
  }
  return known(values);
}

function evaluateMembers(object: JsonObject, scope: IntrinsicScope): Evaluation {
  const members: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(object)) {
    const result = evaluate(member, scope);
    if (result.known === false) return result;
    if (result.known === true) members.push([key, result.value]);
  }
  return known(Object.fromEntries(members));
}

/**
 * Evaluates a value as far as it goes: what cannot be known stays as written, and a chosen `Fn::If`
 * branch takes the place of the `Fn::If`. `undefined` when the value is removed.
 */
export function evaluatePartly(value: JsonValue, scope: IntrinsicScope): JsonValue | undefined {
  if (isList(value)) {
    return value.map((item) => evaluatePartly(item, scope)).filter((item) => item !== undefined);
  }
  const call = asIntrinsic(value);
  if (call !== null) return callPartly(call, value, scope);
  if (!isMap(value)) return value;
  const members: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    const result = evaluatePartly(member, scope);
    if (result !== undefined) members.push([key, result]);
  }
  return Object.fromEntries(members);
}

function callPartly(
  call: { readonly name: string; readonly argument: JsonValue },
  written: JsonValue,
  scope: IntrinsicScope,
): JsonValue | undefined {
  if (call.name === "Fn::If") {
    const branch = chooseBranch(call.argument, scope);
    return branch.known ? evaluatePartly(branch.value, scope) : written;
  }
  const result = evaluate(written, scope);
  if (result.known === "removed") return undefined;
  return result.known ? result.value : written;
}
