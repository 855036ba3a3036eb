import { toBytes, type HeaderLine, type HttpRequest } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { decodeBase64 } from "./base64.ts";
import { encodeQuery } from "./query-parameters.ts";

/** The request behind a proxy event, and where it was routed. */
export interface EventRequest {
  readonly request: HttpRequest;
  /** Path template: `/orders/{orderId}`. */
  readonly resource: string;
  /** Upper case. */
  readonly method: string;
}

/**
 * Turns a REST proxy event back into the request it was made of, so that it can be held against
 * the operation. `null` when the value is not such an event (or its body is not valid base64).
 */
export function restEventToRequest(event: unknown): EventRequest | null {
  if (!isObject(event)) return null;
  const { resource, path, httpMethod, body } = event;
  if (typeof resource !== "string" || typeof path !== "string" || typeof httpMethod !== "string") {
    return null;
  }
  const bytes = bodyBytes(body, event["isBase64Encoded"] === true);
  if (bytes === undefined) return null;
  const method = httpMethod.toUpperCase();
  const query = encodeQuery(
    allValues(event["multiValueQueryStringParameters"], event["queryStringParameters"]),
  );
  const headers = Object.entries(allValues(event["multiValueHeaders"], event["headers"])).flatMap(
    ([name, values]) => values.map((value): HeaderLine => [name, value]),
  );
  return { request: { method, path, query, headers, body: bytes }, resource, method };
}

/** The multi-value map where there is one; names only the single map knows are added. */
function allValues(multi: unknown, single: unknown): Record<string, string[]> {
  const values = new Map<string, string[]>();
  if (isObject(multi)) {
    for (const [name, list] of Object.entries(multi)) {
      const items: readonly unknown[] = Array.isArray(list) ? list : [];
      values.set(
        name,
        items.filter((item) => typeof item === "string"),
      );
    }
  }
  if (isObject(single)) {
    for (const [name, value] of Object.entries(single)) {
      if (typeof value === "string" && !values.has(name)) values.set(name, [value]);
    }
  }
  return Object.fromEntries(values);
}

/** `undefined` when the body cannot be bytes. */
function bodyBytes(body: unknown, isBase64Encoded: boolean): Uint8Array | null | undefined {
  if (body === null || body === undefined) return null;
  if (typeof body !== "string") return undefined;
  if (!isBase64Encoded) return toBytes(body);
  return decodeBase64(body) ?? undefined;
}
