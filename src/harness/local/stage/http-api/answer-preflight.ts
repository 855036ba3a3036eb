import { headerValue, type HeaderLine, type HttpRequest } from "../../../core/http-message.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { isSendable } from "../merge-headers.ts";
import { allowedOrigin, type CorsConfiguration } from "./cors-configuration.ts";

/** Is it a preflight request: OPTIONS with `Origin` and `Access-Control-Request-Method`? */
export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === "OPTIONS" &&
    headerValue(headers, "origin") !== undefined &&
    headerValue(headers, "access-control-request-method") !== undefined
  );
}

/**
 * Answers a preflight request: 204 without a body, whatever routes there are. An origin that is not
 * allowed gets no CORS headers.
 */
export function answerPreflight(cors: CorsConfiguration, request: HttpRequest): UnfinishedResponse {
  const origin = headerValue(request.headers, "origin") ?? "";
  const allowed = allowedOrigin(cors, origin);
  const body = new Uint8Array(0);
  if (allowed === null) return { status: 204, headers: [], body };
  const headers: HeaderLine[] = [
    ["access-control-allow-origin", allowed],
    ["access-control-allow-methods", cors.allowMethods.join(",")],
    ["access-control-allow-headers", cors.allowHeaders.join(",")],
    ["access-control-expose-headers", cors.exposeHeaders.join(",")],
    ["access-control-max-age", cors.maxAge === null ? "" : String(cors.maxAge)],
    ["access-control-allow-credentials", cors.allowCredentials ? "true" : ""],
  ];
  // What is not configured is not said.
  return {
    status: 204,
    headers: headers.filter(([name, value]) => value !== "" && isSendable(name, value)),
    body,
  };
}
