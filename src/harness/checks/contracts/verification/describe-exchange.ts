import { formatCurl } from "../../target/format-curl.ts";
import type { RecordedExchange } from "../../target/start-recording-proxy.ts";
import {
  bodyText,
  requestTarget,
  type HeaderLine,
  type HttpRequest,
} from "../../../core/http-message.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { Trace } from "../../../core/target.ts";

/** Characters of a body, and lines of a log, worth showing. */
const shownBody = 2_000;
const shownLines = 40;

/** Headers that differ at every answer and tell nothing of it; the request id finds its log. */
const noise: ReadonlySet<string> = new Set([
  "date",
  "connection",
  "keep-alive",
  "x-amz-apigw-id",
  "x-amzn-trace-id",
]);

function headerLines(headers: readonly HeaderLine[]): readonly string[] {
  return headers
    .filter(([name]) => !noise.has(name.toLowerCase()))
    .map(([name, value]) => `  ${name}: ${value}`);
}

function bodyLines(message: { readonly body: Uint8Array | null }): readonly string[] {
  const text = bodyText(message);
  if (text === "") return [];
  return [
    `  ${text.length > shownBody ? `${text.slice(0, shownBody)}… (${text.length} characters)` : text}`,
  ];
}

function traceLines(trace: Trace): readonly string[] {
  const failure =
    trace.failure === null
      ? []
      : [
          `function ${trace.functionId ?? ""} failed: ${trace.failure.errorType}: ${trace.failure.errorMessage}`,
          ...trace.failure.trace.map((line) => `  ${line}`),
        ];
  const gateway = trace.gatewayDetail === null ? [] : [`gateway: ${trace.gatewayDetail}`];
  const logs = trace.logs.slice(-shownLines).map((line) => `  ${line.text}`);
  return [
    ...gateway,
    ...failure,
    ...(logs.length === 0 ? [] : [`log of ${trace.functionId ?? "the function"}:`, ...logs]),
  ];
}

/** The request that was sent, masked. */
export function requestOf(recorded: RecordedExchange): HttpRequest {
  return recorded.kind === "answered" ? recorded.exchange.request : recorded.request;
}

/** The real request and response, and what the function logged, as lines of evidence. */
export function describeExchange(recorded: RecordedExchange): readonly string[] {
  const request = requestOf(recorded);
  const sent = [
    `request: ${request.method} ${requestTarget(request)}`,
    ...headerLines(request.headers),
    ...bodyLines(request),
  ];
  if (recorded.kind === "failed")
    return [...sent, `no response: ${LockstepError.summaryOf(recorded.error)}`];
  const { response, trace } = recorded.exchange;
  return [
    ...sent,
    `response: ${response.status}`,
    ...headerLines(response.headers),
    ...bodyLines(response),
    ...traceLines(trace),
  ];
}

/** The request as a curl command. */
export function reproduce(recorded: RecordedExchange, baseUrl: string | null): string {
  return formatCurl(requestOf(recorded), baseUrl);
}
