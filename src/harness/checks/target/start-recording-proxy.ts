import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { HeaderLine, HttpRequest, HttpResponse } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Problem } from "../../core/problem.ts";
import type { Exchange, Target } from "../../core/target.ts";
import { maskExchange, maskRequest } from "./mask-secrets.ts";
import { isHopByHop, toHeaderLines } from "./send-over-http.ts";

/** API Gateway takes 10 MB; more is let through so that the target can refuse it itself. */
const maxRequestBytes = 64 * 1024 * 1024;

/** One request that went through the proxy; credentials are masked. */
export type RecordedExchange =
  | {
      readonly kind: "answered";
      readonly exchange: Exchange;
      readonly problems: readonly Problem[];
    }
  /** The target gave no answer that could be judged and passed on; the client got a 502. */
  | { readonly kind: "failed"; readonly request: HttpRequest; readonly error: Error };

/** How a recording proxy works. */
export interface RecordingProxyOptions {
  readonly target: Target;
  /** Looks at every exchange, unmasked, as it happens; what it finds is recorded with it. */
  readonly judge: (exchange: Exchange) => readonly Problem[];
  /** Names (lower case) of request headers that are not passed on. */
  readonly dropRequestHeaders: readonly string[];
}

/** A proxy at work. */
export interface RecordingProxy {
  /** `http://127.0.0.1:<port>`, paths behind it are relative to the API. */
  readonly baseUrl: string;
  /** Everything recorded so far, in the order of the answers. */
  readonly exchanges: readonly RecordedExchange[];
  close(): Promise<void>;
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.byteLength;
    if (size > maxRequestBytes)
      throw new RangeError(`The request body is larger than ${maxRequestBytes} bytes.`);
    chunks.push(chunk);
  }
  const announced =
    incoming.headers["content-length"] !== undefined ||
    incoming.headers["transfer-encoding"] !== undefined;
  return announced && size > 0 ? new Uint8Array(Buffer.concat(chunks)) : null;
}

async function readRequest(
  incoming: IncomingMessage,
  dropped: ReadonlySet<string>,
): Promise<HttpRequest> {
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? "" : url.slice(mark + 1),
    headers: toHeaderLines(incoming.rawHeaders).filter(
      ([name]) => !isHopByHop(name) && !dropped.has(name.toLowerCase()),
    ),
    body: await readBody(incoming),
  };
}

function writeResponse(outgoing: ServerResponse, response: HttpResponse, method: string): void {
  const framing = new Set(["content-length"]);
  const kept = response.headers.filter(
    ([name]) => !isHopByHop(name) && !framing.has(name.toLowerCase()),
  );
  const bodiless =
    method === "HEAD" ||
    response.status === 204 ||
    response.status === 304 ||
    response.status < 200;
  const length: HeaderLine[] = bodiless
    ? []
    : [["Content-Length", String(response.body.byteLength)]];
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, [...kept, ...length].flat());
  outgoing.end(bodiless ? undefined : response.body);
}

function writeFailure(outgoing: ServerResponse, error: unknown): void {
  const body = JSON.stringify({
    error: LockstepError.is(error) ? error.code : "proxy-failure",
    message: LockstepError.summaryOf(error),
  });
  outgoing.writeHead(502, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  outgoing.end(body);
}

async function forward(
  options: RecordingProxyOptions,
  dropped: ReadonlySet<string>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  record: (recorded: RecordedExchange) => void,
): Promise<void> {
  const request = await readRequest(incoming, dropped);
  try {
    const exchange = await options.target.send(request);
    const problems = judgeExchange(options, exchange);
    writeResponse(outgoing, exchange.response, request.method);
    record({ kind: "answered", exchange: maskExchange(exchange), problems });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    record({ kind: "failed", request: maskRequest(request), error });
    if (outgoing.headersSent) outgoing.destroy();
    else writeFailure(outgoing, error);
  }
}

/** A judge that breaks is no fault of the provider, and must not pass for its answer. */
function judgeExchange({ judge }: RecordingProxyOptions, exchange: Exchange): readonly Problem[] {
  try {
    return judge(exchange);
  } catch (error) {
    const reason = LockstepError.summaryOf(error);
    throw new Error(`the answer could not be judged: ${reason}`, { cause: error });
  }
}

/**
 * A server on the loopback interface that passes raw requests to a target of any kind, records
 * every exchange and has it judged on the way. A target that cannot be reached is answered with 502
 * and a JSON body, at once.
 *
 * @example
 * const proxy = await startRecordingProxy({ target, judge: () => [], dropRequestHeaders: [] });
 * await got(`${proxy.baseUrl}/orders`);
 */
export async function startRecordingProxy(options: RecordingProxyOptions): Promise<RecordingProxy> {
  const exchanges: RecordedExchange[] = [];
  const dropped = new Set(options.dropRequestHeaders);
  const server = createServer((incoming, outgoing) => {
    forward(options, dropped, incoming, outgoing, (recorded) => exchanges.push(recorded)).catch(
      (error: unknown) => {
        if (outgoing.headersSent) outgoing.destroy();
        else writeFailure(outgoing, error);
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new TypeError("The proxy listens on no port.");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
