import { toBytes, type HeaderLine, type HttpResponse } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";

/** A result API Gateway can map, or why it cannot. */
export type ReadProxyResult =
  | { readonly kind: "response"; readonly response: HttpResponse }
  | { readonly kind: "malformed"; readonly reason: string };

const known = new Set([
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
  "cookies",
]);

function singleHeaders(headers: unknown): readonly HeaderLine[] {
  return isObject(headers)
    ? Object.entries(headers).map(([name, value]): HeaderLine => [name, String(value)])
    : [];
}

function multiHeaders(headers: unknown): readonly HeaderLine[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, values]): readonly HeaderLine[] =>
    Array.isArray(values) ? values.map((value): HeaderLine => [name, String(value)]) : [],
  );
}

function decode(body: string, base64: boolean): Uint8Array {
  return base64 ? new Uint8Array(Buffer.from(body, "base64")) : toBytes(body);
}

/**
 * Reads what a handler returned the way API Gateway does (a result it would answer 502 for is
 * malformed), as a response to hold against the operation.
 */
export function readProxyResult(result: unknown): ReadProxyResult {
  if (!isObject(result))
    return {
      kind: "malformed",
      reason: `the handler returned ${result === null ? "null" : typeof result}, not an object with statusCode and body`,
    };
  const extra = Object.keys(result).find((name) => !known.has(name));
  if (extra !== undefined)
    return {
      kind: "malformed",
      reason: `the result has the member "${extra}", which API Gateway refuses`,
    };
  const { statusCode = 200, body = "" } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599)
    return {
      kind: "malformed",
      reason: `statusCode is ${JSON.stringify(statusCode)}, not a status`,
    };
  if (body !== null && typeof body !== "string")
    return {
      kind: "malformed",
      reason: `body is ${Array.isArray(body) ? "a list" : `of type ${typeof body}`}; API Gateway takes a string (JSON.stringify it)`,
    };
  const headers = [
    ...multiHeaders(result["multiValueHeaders"]),
    ...singleHeaders(result["headers"]),
  ];
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type")
    ? headers
    : [...headers, ["Content-Type", "application/json"] as const];
  return {
    kind: "response",
    response: {
      status,
      headers: typed,
      body: decode(body ?? "", result["isBase64Encoded"] === true),
    },
  };
}
