import { headerValue, type HeaderLine, type HttpRequest } from "../../../core/http-message.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { isSendable } from "../merge-headers.ts";
import { allowedOrigin, type CorsConfiguration } from "./cors-configuration.ts";

/**
 * Puts the configured CORS headers on an integration's response in place of its own, which an HTTP
 * API with CORS discards. Without `Origin`, or for one that is not allowed, there are none.
 */
export function applyCors(
  cors: CorsConfiguration,
  request: HttpRequest,
  response: UnfinishedResponse,
): UnfinishedResponse {
  const own = response.headers.filter(
    ([name]) => !name.toLowerCase().startsWith("access-control-"),
  );
  const origin = headerValue(request.headers, "origin");
  const allowed = origin === undefined ? null : allowedOrigin(cors, origin);
  if (allowed === null) return { ...response, headers: own };
  const added: HeaderLine[] = [["access-control-allow-origin", allowed]];
  if (allowed !== "*") added.push(["vary", "origin"]);
  if (cors.allowCredentials) added.push(["access-control-allow-credentials", "true"]);
  if (cors.exposeHeaders.length > 0) {
    added.push(["access-control-expose-headers", cors.exposeHeaders.join(",")]);
  }
  const sendable = added.filter(([name, value]) => isSendable(name, value));
  return { ...response, headers: [...own, ...sendable] };
}
