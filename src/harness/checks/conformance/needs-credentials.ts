import { headerValue } from "../../core/http-message.ts";
import { isGatewayAnswer } from "../../core/is-gateway-answer.ts";
import type { Exchange } from "../../core/target.ts";

/** Refusals that only authorisation gives, as the local stage names them. */
const refusals: ReadonlySet<string> = new Set([
  "UNAUTHORIZED",
  "ACCESS_DENIED",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "EXPIRED_TOKEN",
  // The authorizer was asked about a caller without credentials, and could not cope.
  "AUTHORIZER_FAILURE",
]);

/** The same by `x-amzn-ErrorType`; the last two have other causes, too, on a route without security. */
const errorTypes: ReadonlySet<string> = new Set([
  "UnauthorizedException",
  "AccessDeniedException",
  "ExpiredTokenException",
  "InvalidSignatureException",
]);
const ambiguousTypes: ReadonlySet<string> = new Set([
  "ForbiddenException",
  "MissingAuthenticationTokenException",
]);

/**
 * Did the gateway refuse a request for want of credentials? Then nothing is known of the service: whoever
 * runs the check has to give some.
 *
 * @param isSecured whether the document asks for security on the operation
 * @param documented whether the operation documents the status
 */
export function needsCredentials(
  { response, trace }: Exchange,
  isSecured: boolean,
  documented: boolean,
): boolean {
  const { status } = response;
  if (trace.answeredBy === "gateway") {
    const type = trace.gatewayResponseType;
    return type !== null && refusals.has(type);
  }
  if (trace.answeredBy !== "unknown" || (status !== 401 && status !== 403)) return false;
  if (!isGatewayAnswer(response, trace, documented)) return false;
  const type = headerValue(response.headers, "x-amzn-errortype")?.split(":", 1)[0];
  // An HTTP API names no type; what it says itself with these statuses is about the caller.
  if (type === undefined) return status === 401 || isSecured;
  return errorTypes.has(type) || (isSecured && ambiguousTypes.has(type));
}
