import type { HeaderLine, HttpRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Exchange } from "../../core/target.ts";

/** What stands in place of a secret. */
export const secretMask = "***";

const secretHeaders = new Set([
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "cookie",
  "set-cookie",
  "x-amz-security-token",
]);

const secretQueryKeys = new Set([
  "access_token",
  "api_key",
  "apikey",
  "client_secret",
  "x-amz-credential",
  "x-amz-security-token",
  "x-amz-signature",
]);

/** Members of an API Gateway event that repeat a credential under another name. */
const secretEventKeys = new Set([...secretHeaders, "apikey", "cookies", "authorizationtoken"]);

/** The headers with the values of credentials masked. */
export function maskHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.map(([name, value]) => [
    name,
    secretHeaders.has(name.toLowerCase()) ? secretMask : value,
  ]);
}

/** The raw query with the values of credentials masked. */
export function maskQuery(query: string): string {
  return query.replaceAll(/(^|&)([^=&]*)=([^&]*)/g, (whole, start: string, key: string) =>
    secretQueryKeys.has(key.toLowerCase()) ? `${start}${key}=${secretMask}` : whole,
  );
}

/** A request that can be shown: header and query credentials masked, the body untouched. */
export function maskRequest(request: HttpRequest): HttpRequest {
  return { ...request, query: maskQuery(request.query), headers: maskHeaders(request.headers) };
}

function maskJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskJson(item));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, JsonValue] => [
    key,
    secretEventKeys.has(key.toLowerCase()) && member !== null
      ? secretMask
      : secretQueryKeys.has(key.toLowerCase())
        ? secretMask
        : maskJson(member),
  ]);
  return Object.fromEntries(entries);
}

/**
 * An exchange that can be put into a report: credentials in the request, in `Set-Cookie` and in the
 * function's event are masked. Bodies and log lines are kept as they are.
 */
export function maskExchange(exchange: Exchange): Exchange {
  return {
    ...exchange,
    request: maskRequest(exchange.request),
    response: { ...exchange.response, headers: maskHeaders(exchange.response.headers) },
    trace: { ...exchange.trace, event: maskJson(exchange.trace.event) },
  };
}
