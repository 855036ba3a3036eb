import type { JsonValue } from "../../../core/json.ts";
import { TemplateFault } from "./template-fault.ts";

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

/** Counts what a method looks at, so that a template ends in time. Both throw `TemplateFault`. */
export interface WorkMeter {
  readonly spendItems: (items: number) => void;
  readonly spendValue: (value: TemplateValue) => void;
}

/** Something with methods: `$input`, `$util`. Printing it gives nothing. */
export interface TemplateObject {
  readonly kind: "object";
  /** A property; `null` where there is none. */
  property(name: string): TemplateValue;
  /** Calls a method; `undefined` where there is none of that name. */
  call(method: string, args: readonly TemplateValue[], work: WorkMeter): TemplateValue | undefined;
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
  return typeof value === "string" ? value : new Printer().print(value);
}

/** Characters a value may print, and items: the same list within many others is printed as often. */
const mostPrinted = 12_000_000;

class Printer {
  #printed = 0;

  print(value: TemplateValue): string {
    if (value === null) return "";
    if (typeof value === "string") return this.#count(value);
    if (typeof value === "number" || typeof value === "boolean") return this.#count(String(value));
    this.#count(" ");
    if (Array.isArray(value))
      return jsonLists.has(value)
        ? JSON.stringify(this.#toJson(value))
        : `[${value.map((item) => this.#member(item)).join(", ")}]`;
    if (value instanceof Map) {
      const members = [...value].map(
        ([key, member]) => `${this.#count(key)}=${this.#member(member)}`,
      );
      return `{${members.join(", ")}}`;
    }
    return "";
  }

  #member(value: TemplateValue): string {
    return value === null ? "null" : this.print(value);
  }

  #toJson(value: TemplateValue): JsonValue {
    this.#count(typeof value === "string" ? value : " ");
    if (Array.isArray(value)) return value.map((item) => this.#toJson(item));
    if (value instanceof Map) {
      return Object.fromEntries([...value].map(([key, member]) => [key, this.#toJson(member)]));
    }
    return isTemplateObject(value) ? null : value;
  }

  #count(text: string): string {
    this.#printed += text.length;
    if (this.#printed > mostPrinted)
      throw new TemplateFault("broken", "the template writes too much");
    return text;
  }
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

/** What `equals` of Java says, by which lists find an item: a number is never a text. */
export function areSame(left: TemplateValue, right: TemplateValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return (
      left.length === right.length && left.every((item, at) => areSame(item, right[at] ?? null))
    );
  if (!(left instanceof Map) || !(right instanceof Map) || left.size !== right.size) return false;
  for (const [key, member] of left)
    if (!right.has(key) || !areSame(member, right.get(key) ?? null)) return false;
  return true;
}
