import type { JsonValue } from "../../../core/json.ts";

/**
 * A value as templates see it. JSON objects become maps: a template may name any member, and must never
 * reach a property of JavaScript's own objects.
 */
export type TemplateValue =
  | null
  | boolean
  | number
  | string
  | TemplateValue[]
  | Map<string, TemplateValue>
  | TemplateObject;

/** Something with methods: `$input`, `$util`. Printing it gives nothing. */
export interface TemplateObject {
  readonly kind: "object";
  /** A property; `null` where there is none. */
  property(name: string): TemplateValue;
  /** Calls a method; `undefined` where there is none of that name. */
  call(method: string, args: readonly TemplateValue[]): TemplateValue | undefined;
}

export function isTemplateObject(value: TemplateValue): value is TemplateObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map)
  );
}

/** Narrows JSON to a list, whose items stay JSON. */
export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Lists that were read from JSON: they print as JSON, those that a template makes as Java's do. */
const jsonLists = new WeakSet<readonly TemplateValue[]>();

/** A value of JSON as templates see it. */
export function fromJson(value: JsonValue): TemplateValue {
  if (isJsonList(value)) {
    const list = value.map(fromJson);
    jsonLists.add(list);
    return list;
  }
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, member]) => [key, fromJson(member)] as const));
}

/**
 * What a value prints. Maps print as Java prints them (`{foo=bar}`), lists of JSON as JSON, also those
 * within a map (recorded by LocalStack of API Gateway, 2025-06-18); a missing value prints nothing.
 */
export function printValue(value: TemplateValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value))
    return jsonLists.has(value) ? toJsonText(value) : `[${value.map(printMember).join(", ")}]`;
  if (value instanceof Map) {
    const members = [...value].map(([key, member]) => `${key}=${printMember(member)}`);
    return `{${members.join(", ")}}`;
  }
  return "";
}

function printMember(value: TemplateValue): string {
  return value === null ? "null" : printValue(value);
}

/** The JSON of a value. */
export function toJsonText(value: TemplateValue): string {
  return JSON.stringify(toJson(value));
}

function toJson(value: TemplateValue): JsonValue {
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, member]) => [key, toJson(member)]));
  }
  return isTemplateObject(value) ? null : value;
}

/** What `#if` makes of a value: only `false` and what is missing are false, as in Velocity 1. */
export function isTruthy(value: TemplateValue): boolean {
  return value !== null && value !== false;
}

/** `==`: a missing value equals `null` and the empty text alike (recorded); kinds compare by what they print. */
export function areEqual(left: TemplateValue, right: TemplateValue): boolean {
  if (typeof left === "number" && typeof right === "number") return left === right;
  if (left === null || right === null) {
    const other = left ?? right;
    return other === null || other === "";
  }
  return printValue(left) === printValue(right);
}
