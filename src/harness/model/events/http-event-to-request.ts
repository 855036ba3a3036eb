import { toBytes, type HeaderLine } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { decodeBase64 } from "./base64.ts";
import type { EventRequest } from "./rest-event-to-request.ts";

/**
 * Turns an event of payload format 2.0 back into the request it was made of; its resource is the
 * path of the route key (`$default` for the default route). Values that were joined by commas stay joined.
 * `null` when the value is not such an event (or its body is not valid base64).
 */
export function httpEventToRequest(event: unknown): EventRequest | null {
  if (!isObject(event)) return null;
  const { routeKey, rawPath, rawQueryString, requestContext } = event;
  const http = isObject(requestContext) ? requestContext["http"] : undefined;
  const method = isObject(http) ? http["method"] : undefined;
  if (typeof routeKey !== "string" || typeof rawPath !== "string" || typeof method !== "string") {
    return null;
  }
  const body = bodyBytes(event["body"], event["isBase64Encoded"] === true);
  if (body === undefined) return null;
  return {
    request: {
      method: method.toUpperCase(),
      path: encodeURI(rawPath.toWellFormed()),
      query: typeof rawQueryString === "string" ? rawQueryString : "",
      headers: [...linesOf(event["headers"]), ...cookieLine(event["cookies"])],
      body,
    },
    resource: routeKey.slice(routeKey.indexOf(" ") + 1),
    method: method.toUpperCase(),
  };
}

function linesOf(headers: unknown): readonly HeaderLine[] {
  if (!isObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]): readonly HeaderLine[] =>
    typeof value === "string" ? [[name, value]] : [],
  );
}

function cookieLine(cookies: unknown): readonly HeaderLine[] {
  if (!Array.isArray(cookies) || cookies.length === 0) return [];
  const texts = cookies.filter((cookie: unknown) => typeof cookie === "string");
  return [["cookie", texts.join("; ")]];
}

/** `undefined` when the body cannot be bytes. */
function bodyBytes(body: unknown, isBase64Encoded: boolean): Uint8Array | null | undefined {
  if (body === null || body === undefined) return null;
  if (typeof body !== "string") return undefined;
  return isBase64Encoded ? (decodeBase64(body) ?? undefined) : toBytes(body);
}
