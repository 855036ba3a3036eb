import type { HeaderLine, HttpRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
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
const secretEventKeys = new Set(["apikey", "cookies", "authorizationtoken"]);

/** Names that say what they carry, `x-auth-token`, `Token` or `x-amzn-Remapped-Authorization`; not `next-token`. */
const secretNames =
  /authorization|cookie|secret|password|credential|api-?key|(?:^|-)(?:access|auth|bearer|csrf|id|refresh|security|session|xsrf)-?token$|^(?:x-)?(?:auth|jwt|token)$/;

/** True for a header that carries a credential, by its name. */
export function isSecretHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return secretHeaders.has(lower) || secretNames.test(lower);
}

/** The headers with the values of credentials masked. */
export function maskHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.map(([name, value]) => [name, isSecretHeader(name) ? secretMask : value]);
}

function decodedName(name: string): string {
  return new URLSearchParams(`&${name}`).keys().next().value ?? "";
}

/** The raw query with the values of credentials masked. */
export function maskQuery(query: string): string {
  // `;` separates parameters for API Gateway, and names may be percent-encoded.
  return query.replaceAll(/(^|[&;])([^=&;]*)=([^&;]*)/g, (whole, start: string, key: string) =>
    secretQueryKeys.has(decodedName(key).toLowerCase()) ? `${start}${key}=${secretMask}` : whole,
  );
}

/** A request that can be shown: header and query credentials masked, the body untouched. */
export function maskRequest(request: HttpRequest): HttpRequest {
  return { ...request, query: maskQuery(request.query), headers: maskHeaders(request.headers) };
}

function isSecretMember(key: string): boolean {
  const lower = key.toLowerCase();
  return isSecretHeader(key) || secretEventKeys.has(lower) || secretQueryKeys.has(lower);
}

function maskJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskJson(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, member]: [string, JsonValue]): [string, JsonValue] => [
      key,
      member !== null && isSecretMember(key) ? secretMask : maskJson(member),
    ],
  );
  return Object.fromEntries(entries);
}

/**
 * An exchange that can be put into a report: credentials in the request, in `Set-Cookie` and in the
 * function's event and result are masked. Bodies and log lines are kept as they are.
 */
export function maskExchange(exchange: Exchange): Exchange {
  return {
    ...exchange,
    request: maskRequest(exchange.request),
    response: { ...exchange.response, headers: maskHeaders(exchange.response.headers) },
    trace: {
      ...exchange.trace,
      event: maskJson(exchange.trace.event),
      functionResult: maskJson(exchange.trace.functionResult),
    },
  };
}
