import { requestTarget } from "../../core/http-message.ts";
import type { Exchange } from "../../core/target.ts";
import { maskQuery } from "../../checks/target/mask-secrets.ts";

/** Lines of a function that are shown of one request; the rest is counted. */
const shownLines = 50;

/**
 * A request as a developer wants to see it go by: what was asked and answered, why the gateway
 * refused or the function failed, and what the function logged.
 *
 * @example
 * describeExchange(exchange) // ["GET /orders/ORD-1 → 404 GetOrderFunction 12 ms", "  log line"]
 */
export function describeExchange({
  request,
  response,
  trace,
  durationMs,
}: Exchange): readonly string[] {
  const { path, query } = request;
  const asked = `${request.method} ${requestTarget({ path, query: maskQuery(query) })}`;
  const by = trace.functionId ?? "gateway";
  const failure =
    trace.failure === null
      ? []
      : [`${trace.failure.errorType}: ${trace.failure.errorMessage}`, ...trace.failure.trace];
  const detail =
    trace.gatewayDetail === null || trace.failure !== null ? [] : [trace.gatewayDetail];
  const lines = [...detail, ...failure, ...trace.logs.map(({ text }) => text)];
  const more = lines.length - shownLines;
  return [
    `${asked} → ${response.status} ${by} ${Math.round(durationMs)} ms`,
    ...lines.slice(0, shownLines).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
  ];
}
