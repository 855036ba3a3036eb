import { isObject, type JsonObject, type JsonValue } from "../../../../core/json.ts";
import { encodeBase64 } from "../../base64.ts";
import type { TableKeys } from "../option-values.ts";

/** A value of DynamoDB with its type. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: boolean }
  | { L: AttributeValue[] }
  | { M: Record<string, AttributeValue> }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] };

/** An item, or its key. */
export type Item = Record<string, AttributeValue>;

const scalarTypes: ReadonlySet<string> = new Set(["S", "N", "B"]);
const setTypes: ReadonlySet<string> = new Set(["SS", "NS", "BS"]);

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

/** Whether a value already has its type beside it: `{ "S": "text" }`. */
function isAttributeValue(value: unknown): value is AttributeValue {
  if (!isObject(value)) return false;
  const [[type, content] = ["", null], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  if (scalarTypes.has(type)) return typeof content === "string";
  if (setTypes.has(type)) return isTextList(content);
  if (type === "BOOL" || type === "NULL") return typeof content === "boolean";
  if (type === "L") return Array.isArray(content) && content.every(isAttributeValue);
  return type === "M" && isObject(content) && Object.values(content).every(isAttributeValue);
}

/** A JSON value with its type of DynamoDB beside it. */
export function marshalValue(value: JsonValue): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (isObject(value)) return { M: marshalMembers(value) };
  return { L: value.map(marshalValue) };
}

function marshalMembers(members: JsonObject): Item {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, marshalValue(value)]),
  );
}

/**
 * An item as streams have it, of an item as JSON; one that already carries its types is kept.
 *
 * @example marshalItem({ id: "1", total: 5 }) // { id: { S: "1" }, total: { N: "5" } }
 */
export function marshalItem(item: JsonObject): Item {
  const typed = Object.entries(item).flatMap(([name, value]): [string, AttributeValue][] =>
    isAttributeValue(value) ? [[name, value]] : [],
  );
  return typed.length === Object.keys(item).length && typed.length > 0
    ? Object.fromEntries(typed)
    : marshalMembers(item);
}

/** A made-up key of a table; each index another one. */
export function sampleKey({ keys }: TableKeys, index: number): Item {
  return Object.fromEntries(
    keys.map(({ name, type }): [string, AttributeValue] => {
      if (type === "N") return [name, { N: String(101 + index) }];
      const text = `${name}-${index + 1}`;
      return [name, type === "B" ? { B: encodeBase64(text) } : { S: text }];
    }),
  );
}

/** Bytes of an item as DynamoDB counts them, near enough: UTF-8 of names and values. */
export function sizeOf(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + utf8Length(name) + sizeOfValue(value),
    0,
  );
}

const encoder = new TextEncoder();

function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

function sizeOfValue(value: AttributeValue): number {
  if ("N" in value) return Math.ceil(value.N.replaceAll(/\D/gu, "").length / 2) + 1;
  if ("BOOL" in value || "NULL" in value) return 1;
  if ("M" in value) return sizeOf(value.M) + 3;
  if ("L" in value) return value.L.reduce((sum, each) => sum + sizeOfValue(each) + 1, 3);
  const texts = Object.values(value).flat();
  return texts.reduce((sum: number, each) => sum + utf8Length(String(each)), 0);
}
