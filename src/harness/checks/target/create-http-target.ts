import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import {
  headerValue,
  type HeaderLine,
  type HttpRequest,
  type HttpResponse,
} from "../../core/http-message.ts";
import {
  blindTrace,
  type GatewayProfile,
  type Target,
  type TargetCapabilities,
  type Trace,
} from "../../core/target.ts";
import { secretMask } from "./mask-secrets.ts";
import { BrokenResponse, sendOverHttp } from "./send-over-http.ts";
import { parseTargetAddress } from "./target-address.ts";

/** What an HTTP target is made of; nothing is optional but what a target may lack. */
export interface HttpTargetOptions {
  /** With the stage prefix: `https://abc123.execute-api.eu-west-1.amazonaws.com/dev`. */
  readonly baseUrl: string;
  readonly kind: "stage-http" | "deployed";
  readonly gateway: GatewayProfile;
  /** Sent with every request, in place of the request's own headers of the same name: authorization. */
  readonly headers: readonly HeaderLine[];
  /** Milliseconds a request may take from the first byte sent to the last received. */
  readonly timeoutMs: number;
  readonly capabilities: TargetCapabilities;
  /** The trace kept for a request id, where the server runs in this process. */
  readonly traceOf?: (requestId: string) => Trace | null;
}

/** REST APIs and HTTP APIs name their request id in different headers. */
function requestIdOf(response: HttpResponse): string | null {
  return (
    headerValue(response.headers, "x-amzn-requestid") ??
    headerValue(response.headers, "apigw-requestid") ??
    null
  );
}

/** A streamed response that broke off because its function failed is an answer, where that is seen. */
function brokenOffByFunction(options: HttpTargetOptions, error: unknown): HttpResponse {
  const cause = error instanceof Error ? error.cause : null;
  if (!(cause instanceof BrokenResponse)) throw error;
  if (traceOf(options, cause.response).failure === null) throw error;
  return cause.response;
}

function traceOf(options: HttpTargetOptions, response: HttpResponse): Trace {
  const requestId = requestIdOf(response);
  const known = requestId === null ? null : (options.traceOf?.(requestId) ?? null);
  return known ?? { ...blindTrace, requestId };
}

function withHeaders(request: HttpRequest, own: readonly HeaderLine[]): HttpRequest {
  const made = new Set(request.credentials);
  const extra = own.filter(([name]) => !made.has(name.toLowerCase()));
  if (extra.length === 0) return request;
  const replaced = new Set(extra.map(([name]) => name.toLowerCase()));
  return {
    ...request,
    headers: [...request.headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...extra],
  };
}

function maskLine([name]: HeaderLine): HeaderLine {
  return [name, secretMask];
}

/**
 * A target behind a socket: the local stage's server or a deployed stage. Paths are joined to the
 * base URL's path as they are. The exchange holds the request as it was sent, but for the values of
 * the target's own headers; the request's own credentials are still in it, mask it before it is shown.
 *
 * Throws `LockstepError` (`target/bad-url`); `send` rejects with `target/unreachable`,
 * `target/timeout`, `target/broken-response` or `target/unsendable-request`.
 *
 * @example
 * createHttpTarget({ baseUrl: "https://abc123.execute-api.eu-west-1.amazonaws.com/dev", kind: "deployed", gateway: "rest",
 *   headers: [["x-api-key", key]], timeoutMs: 30_000, capabilities: { state: null, toEvent: null } })
 */
export function createHttpTarget(options: HttpTargetOptions): Target {
  const address = parseTargetAddress(options.baseUrl);
  const agent = address.secure
    ? new HttpsAgent({ keepAlive: true })
    : new HttpAgent({ keepAlive: true });
  return {
    kind: options.kind,
    name: address.baseUrl,
    gateway: options.gateway,
    baseUrl: address.baseUrl,
    capabilities: options.capabilities,
    async send(given) {
      const request = withHeaders(given, options.headers);
      // Whatever its name, a header the user added may be a credential: its value goes no further.
      const shown = withHeaders(given, options.headers.map(maskLine));
      const started = performance.now();
      const { timeoutMs } = options;
      const response = await sendOverHttp({ address, agent, request, timeoutMs }).catch(
        (error: unknown) => brokenOffByFunction(options, error),
      );
      const durationMs = performance.now() - started;
      return { request: shown, response, trace: traceOf(options, response), durationMs };
    },
    async close() {
      agent.destroy();
    },
  };
}
