import { headerValue, type HttpResponse } from "./http-message.ts";
import type { Trace } from "./target.ts";

/** Statuses that a gateway gives; where we cannot see who answered, they are not the function's. */
const gatewayStatuses: ReadonlySet<number> = new Set([403, 413, 429, 502, 503, 504]);

/**
 * Did the gateway answer, and not the function? Where the target does not see it, the answer tells: by
 * `x-amzn-errortype`, which API Gateway puts on its own answers, or by a status only a gateway gives
 * and the operation does not document.
 *
 * @param documented whether the operation documents the status
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function isGatewayAnswer(
  response: HttpResponse,
  trace: Pick<Trace, "answeredBy">,
  documented: boolean,
): boolean {
  if (trace.answeredBy !== "unknown") return trace.answeredBy === "gateway";
  if (headerValue(response.headers, "x-amzn-errortype") !== undefined) return true;
  return !documented && gatewayStatuses.has(response.status);
}
