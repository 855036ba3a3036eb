import type { HttpRequest } from "../../../core/http-message.ts";
import type { Authorization } from "../authorization/authorization.ts";
import { failGateway, isFailure, type GatewayFailure } from "../gateway-failure.ts";
import type { ThrottledMethod } from "../throttling/request-throttle.ts";
import type { StageApiKey } from "./api-keys.ts";
import { checkApiKey } from "./check-api-key.ts";
import type { StageUsage } from "./stage-usage.ts";

/** What a request asks of its client beyond its authorizer. */
export interface Admission {
  readonly apiKeyRequired: boolean;
  readonly method: ThrottledMethod;
}

/**
 * Looks for the API key and counts the request: key, quota, throttles. What it found of the key is part of the
 * authorisation from here on.
 */
export function admitRequest(
  { keys, place, throttle }: StageUsage,
  { apiKeyRequired, method }: Admission,
  request: HttpRequest,
  authorized: Authorization,
): Authorization | GatewayFailure {
  const key = apiKeyRequired
    ? checkApiKey(keys, place, request, authorized.usageIdentifierKey)
    : null;
  if (key !== null && isFailure(key)) return key;
  const verdict = throttle?.check(method, key) ?? null;
  if (verdict !== null) {
    const { detail } = verdict;
    if (verdict.kind === "throttled") return failGateway("THROTTLED", { detail });
    const headers = [["Retry-After", String(verdict.retryAfterSeconds)]] as const;
    return { ...failGateway("QUOTA_EXCEEDED", { detail }), headers };
  }
  return key === null ? authorized : withKey(authorized, key);
}

function withKey(authorized: Authorization, { id, value }: StageApiKey): Authorization {
  return { ...authorized, identity: { ...authorized.identity, apiKey: value, apiKeyId: id } };
}
