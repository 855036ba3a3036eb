import type { JsonValue } from "../../../core/json.ts";
import type { Resolved } from "../template-model.ts";
import {
  isList,
  isMap,
  known,
  toText,
  unknown,
  type Intrinsic,
  type IntrinsicScope,
} from "./evaluation.ts";

/**
 * Decides a condition function: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition`.
 * `Fn::And` with a false part is false and `Fn::Or` with a true part is true, whatever the other
 * parts are; otherwise one unknown part makes the whole unknown.
 */
export function decide(expression: JsonValue, scope: IntrinsicScope): Resolved<boolean> {
  if (!isMap(expression)) return unknown("a condition has to be a condition function");
  const [entry, ...others] = Object.entries(expression);
  if (entry === undefined || others.length > 0)
    return unknown("a condition has to be a single condition function");
  const [name, argument] = entry;
  if (name === "Condition") {
    return typeof argument === "string"
      ? scope.condition(argument)
      : unknown("Condition takes a name");
  }
  if (!isList(argument)) return unknown(`${name} takes a list`);
  switch (name) {
    case "Fn::Equals":
      return equals(argument, scope);
    case "Fn::Not":
      return not(argument, scope);
    case "Fn::And":
      return combine(argument, scope, false);
    case "Fn::Or":
      return combine(argument, scope, true);
    default:
      return unknown(`${name} is no condition function`);
  }
}

function equals(sides: readonly JsonValue[], scope: IntrinsicScope): Resolved<boolean> {
  const [left, right, ...others] = sides;
  if (left === undefined || right === undefined || others.length > 0)
    return unknown("Fn::Equals takes two values");
  const first = comparable(left, scope);
  if (!first.known) return first;
  const second = comparable(right, scope);
  return second.known ? known(first.value === second.value) : second;
}

/** Scalars compare as text (`"1"` equals `1`), lists by their items. */
function comparable(value: JsonValue, scope: IntrinsicScope): Resolved<string> {
  const result = scope.evaluate(value);
  if (result.known === "removed") return known("");
  return result.known ? known(toText(result.value) ?? JSON.stringify(result.value)) : result;
}

function not(parts: readonly JsonValue[], scope: IntrinsicScope): Resolved<boolean> {
  const [part, ...others] = parts;
  if (part === undefined || others.length > 0) return unknown("Fn::Not takes one condition");
  const result = decide(part, scope);
  return result.known ? known(!result.value) : result;
}

/** `deciding` is the value that settles the whole: false for And, true for Or. */
function combine(
  parts: readonly JsonValue[],
  scope: IntrinsicScope,
  deciding: boolean,
): Resolved<boolean> {
  const results = parts.map((part) => decide(part, scope));
  if (results.some((result) => result.known && result.value === deciding)) return known(deciding);
  return results.find((result) => !result.known) ?? known(!deciding);
}

/** A condition function used as a value: `true` or `false`. */
export function conditionValue(name: string): Intrinsic {
  return (argument, scope) => decide({ [name]: argument }, scope);
}

/** `Fn::If`: `[condition, then, else]`; only the chosen branch is evaluated. */
export const ifThenElse: Intrinsic = (argument, scope) => {
  const chosen = chooseBranch(argument, scope);
  return chosen.known ? scope.evaluate(chosen.value) : chosen;
};

/** The branch `Fn::If` chooses, as written. */
export function chooseBranch(argument: JsonValue, scope: IntrinsicScope): Resolved<JsonValue> {
  const [name, whenTrue, whenFalse] = isList(argument) ? argument : [];
  if (typeof name !== "string" || whenTrue === undefined || whenFalse === undefined) {
    return unknown("Fn::If takes the name of a condition and two values");
  }
  const condition = scope.condition(name);
  if (!condition.known) return condition;
  return known(condition.value ? whenTrue : whenFalse);
}
