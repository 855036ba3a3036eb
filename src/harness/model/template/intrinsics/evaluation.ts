import type { JsonObject, JsonValue } from "../../../core/json.ts";
import type { Resolved } from "../template-model.ts";

/** What a value of the template comes to: known, unknown with the reason, or removed by `AWS::NoValue`. */
export type Evaluation = Resolved<JsonValue> | { readonly known: "removed" };

/** What intrinsic functions may ask of the template they stand in. */
export interface IntrinsicScope {
  evaluate(value: JsonValue): Evaluation;
  /** `Ref`: a parameter, pseudo parameter or resource. */
  reference(name: string): Evaluation;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): Evaluation;
  /** A condition of the `Conditions` section. */
  condition(name: string): Resolved<boolean>;
  /** The `Mappings` section. */
  readonly mappings: JsonValue;
}

/** An intrinsic function: its argument as written, to the value it stands for. */
export type Intrinsic = (argument: JsonValue, scope: IntrinsicScope) => Evaluation;

/** A value that is known. */
export function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

/** A value that cannot be known, and why, in words that end a sentence. */
export function unknown(reason: string): { readonly known: false; readonly reason: string } {
  return { known: false, reason };
}

/** A value that only AWS can know: the template is not to blame. */
export function external(reason: string): {
  readonly known: false;
  readonly reason: string;
  readonly external: true;
} {
  return { known: false, reason, external: true };
}

/** The text CloudFormation makes of a scalar; `null` for lists, maps and null. */
export function toText(value: JsonValue): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** Evaluates a value that has to be text. */
export function evaluateText(
  value: JsonValue,
  scope: IntrinsicScope,
  what: string,
): Resolved<string> {
  const result = scope.evaluate(value);
  if (result.known === "removed") return known("");
  if (!result.known) return result;
  const text = toText(result.value);
  return text === null ? unknown(`${what} is not text`) : known(text);
}

/** Evaluates a value that has to be a list; removed items are left out, unknown ones spoil it. */
export function evaluateList(
  value: JsonValue,
  scope: IntrinsicScope,
  what: string,
): Resolved<readonly JsonValue[]> {
  const result = scope.evaluate(value);
  if (result.known === "removed") return known([]);
  if (!result.known) return result;
  return isList(result.value) ? known(result.value) : unknown(`${what} is not a list`);
}

/** Narrows a JSON value to a list (`Array.isArray` loses `readonly`). */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Narrows a JSON value to a map. */
export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** The longest text a function may make: CloudFormation takes templates of at most 1 MB. */
export const longestText = 1_048_576;

/** Why a text that a function would make is not made. */
export function tooLong(name: string): ReturnType<typeof unknown> {
  return unknown(`${name} makes a text longer than ${longestText} characters`);
}
