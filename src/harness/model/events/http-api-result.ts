import { toBytes, type HttpResponse } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { decodeBase64 } from "./base64.ts";
import { readResultHeaders } from "./http-result-headers.ts";
import type { PayloadFormat } from "./payload-format.ts";

/** A result an HTTP API can answer with, or why it answers 500. */
export type HttpApiResult =
  | { readonly kind: "response"; readonly response: HttpResponse }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * Reads what the function of a Lambda integration returned. In format 2.0 a result without
 * `statusCode` is the body of a 200; in format 1.0 it is malformed. Keys that are not known are passed over.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function readHttpApiResult(result: unknown, format: PayloadFormat): HttpApiResult {
  const isStructured = isObject(result) && Object.hasOwn(result, "statusCode");
  if (!isStructured) {
    if (format === "2.0") return { kind: "response", response: inferred(result) };
    return isObject(result)
      ? malformed("it has no statusCode, which payload format 1.0 demands")
      : malformed(`it must be an object, found ${describe(result)}`);
  }
  const status = readStatus(result["statusCode"]);
  if (typeof status === "string") return malformed(status);
  const headers = readResultHeaders(result, format);
  if (typeof headers === "string") return malformed(headers);
  const body = readBody(result["body"], result["isBase64Encoded"]);
  if (typeof body === "string") return malformed(body);
  const isTyped = headers.some(([name]) => name.toLowerCase() === "content-type");
  const bodiless = status === 204 || status === 304;
  const typed =
    isTyped || bodiless ? headers : [...headers, ["content-type", defaultType] as const];
  return { kind: "response", response: { status, headers: typed, body } };
}

/** Of a result with a status and without a content type. */
const defaultType = "text/plain; charset=utf-8";

function malformed(reason: string): HttpApiResult {
  return { kind: "malformed", reason };
}

/** A result that names no status is the body itself: text as it is, anything else as JSON. */
function inferred(result: unknown): HttpResponse {
  const text = typeof result === "string" ? result : (JSON.stringify(result) ?? "null");
  return { status: 200, headers: [["content-type", "application/json"]], body: toBytes(text) };
}

/** A string is the reason it is no status. */
function readStatus(value: unknown): number | string {
  const isNumeric = typeof value === "string" && /^\d+$/u.test(value);
  const status = typeof value === "number" || isNumeric ? Number(value) : Number.NaN;
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  return `statusCode must be a whole number from 200 to 599, found ${JSON.stringify(value)}`;
}

/** Base64 is decoded whatever the client accepts. A string is the reason it is no body. */
function readBody(body: unknown, encoded: unknown): Uint8Array | string {
  if (body === undefined || body === null || body === "") return new Uint8Array(0);
  if (typeof body !== "string") {
    return `body must be a string, found ${describe(body)} (write it with JSON.stringify)`;
  }
  if (encoded !== true) return toBytes(body);
  return decodeBase64(body) ?? "it says isBase64Encoded and its body is not base64";
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
