import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";

/** So many significant digits survive the way through a JavaScript number. */
const exactDigits = 15;

/**
 * DynamoDB's numbers have up to 38 digits. One that a JavaScript number holds exactly becomes a
 * number, any other stays the text DynamoDB wrote, so that no digit is lost.
 *
 * @example
 * toPlainNumber("12.50") // 12.5
 * toPlainNumber("12345678901234567890") // "12345678901234567890"
 */
export function toPlainNumber(text: string): number | string {
  const value = Number(text);
  return String(value) === text || digitsOf(text) <= exactDigits ? value : text;
}

function digitsOf(text: string): number {
  const digits = text.replace(/e.*$/i, "").replaceAll(/[^\d]/g, "");
  return digits.replace(/^0+/, "").replace(/0+$/, "").length;
}

/**
 * An item as the document client reads it, in JSON values. What JSON has no form for comes out so:
 * a set as a list in sorted order, binary as base64 text.
 */
export function toPlainItem(item: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toPlain(value)]));
}

function toPlain(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Set) return [...value].map(toPlain).toSorted(inOrder);
  if (Array.isArray(value)) return value.map(toPlain);
  if (isObject(value)) return toPlainItem(value);
  throw new TypeError(`A value of DynamoDB has no JSON form: ${typeof value}`);
}

/** A set holds values of one type: numbers go by size, texts by code unit. */
function inOrder(a: JsonValue, b: JsonValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  return typeof a === "number" ? -1 : 1;
}
