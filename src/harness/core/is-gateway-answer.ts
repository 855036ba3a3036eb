import { bodyText, headerValue, type HttpResponse } from "./http-message.ts";
import type { Trace } from "./target.ts";

/** Statuses that a gateway gives; where we cannot see who answered, they are not the function's. */
const gatewayStatuses: ReadonlySet<number> = new Set([403, 413, 429, 502, 503, 504]);

/** What an HTTP API says itself, by status; it marks its own answers in no other way. */
const httpApiMessages: ReadonlyMap<number, string> = new Map([
  [401, "Unauthorized"],
  [404, "Not Found"],
  [500, "Internal Server Error"],
]);

function isHttpApiAnswer(response: HttpResponse): boolean {
  const message = httpApiMessages.get(response.status);
  return (
    message !== undefined &&
    headerValue(response.headers, "apigw-requestid") !== undefined &&
    bodyText(response) === JSON.stringify({ message })
  );
}

/**
 * Did the gateway answer, and not the function? Where the target does not see it, the answer tells: by
 * `x-amzn-errortype`, which a REST API puts on its own answers, or, where the operation does not document
 * the status, by one only a gateway gives or the very words of an HTTP API.
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
  return !documented && (gatewayStatuses.has(response.status) || isHttpApiAnswer(response));
}
