import type { IncomingMessage, ServerResponse } from "node:http";
import { toBytes, type HeaderLine, type HttpRequest } from "../../core/http-message.ts";
import type { Exchange } from "../../core/target.ts";
import { readBody } from "./read-body.ts";
import type { ResponseSink } from "./response-sink.ts";
import type { StageConnection } from "./stage-options.ts";

/** Answers a request, as `Stage.handle` does. */
export type Handle = (
  request: HttpRequest,
  connection: StageConnection,
) => Promise<Pick<Exchange, "response">>;

/** How a request is served. */
export interface Serving {
  readonly handle: Handle;
  /** True once the server takes no new requests: connections are not kept then. */
  readonly isClosing: () => boolean;
  /** The client announced more than the gateway takes and waits for leave to send it. */
  readonly refused: boolean;
}

const ignore = (): void => {};

/** Connections whose last answer was on its way when more requests came in: those get none. */
const ending = new WeakSet<object>();

/** Reads a request off its connection, has it answered and writes the answer. */
export async function serveRequest(
  { handle, isClosing, refused }: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // A client that goes away is no fault of the stage; what is left of the exchange is dropped.
  outgoing.on("error", ignore);
  if (ending.has(incoming.socket)) return;
  const write = (answer: Answer, close: boolean): void => {
    send(outgoing, answer, close || isClosing());
  };
  try {
    if (!namesOneHost(incoming)) {
      ending.add(incoming.socket);
      write(jsonAnswer(400, "Bad Request"), true);
      return;
    }
    const body = refused ? ({ kind: "oversized" } as const) : await readBody(incoming);
    if (body.kind === "aborted") return;
    const oversized = body.kind === "oversized";
    const request = toRequest(incoming, oversized ? null : body.bytes);
    const sourceIp = (incoming.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/u, "");
    const sink = new ConnectionSink(incoming, outgoing, isClosing);
    const { response } = await handle(request, { sourceIp, oversized, sink });
    if (!outgoing.headersSent) write(response, oversized);
    else if (!sink.aborted) outgoing.end();
  } catch (error) {
    // A hook that throws must not take the server down, and must be seen.
    const reason = error instanceof Error ? error.message : String(error);
    if (outgoing.headersSent) outgoing.destroy();
    else write(jsonAnswer(500, `Lockstep failed: ${reason}`), true);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

function jsonAnswer(status: number, message: string): Answer {
  const body = toBytes(JSON.stringify({ message }));
  const headers: readonly HeaderLine[] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(body.byteLength)],
  ];
  return { status, headers, body };
}

/** One `Host` and no more, from HTTP/1.1 on at least one (RFC 9112 3.2): else it is anybody's guess. */
function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
}

function toRequest(incoming: IncomingMessage, body: Uint8Array | null): HttpRequest {
  const url = incoming.url ?? "/";
  // RFC 9112 3.2.2: whoever names the host in the target is taken at that word.
  const authority = url.startsWith("/") ? undefined : /^https?:\/\/([^/?]*)/iu.exec(url)?.[1];
  const target =
    authority === undefined ? url : url.slice(url.indexOf("//") + 2 + authority.length);
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  const headers: HeaderLine[] = [];
  const raw = incoming.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? "";
    const isHost = authority !== undefined && name.toLowerCase() === "host";
    headers.push([name, isHost ? authority : (raw[index + 1] ?? "")]);
  }
  return {
    method: incoming.method ?? "GET",
    path: path.startsWith("/") ? path : `/${path}`,
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers,
    body,
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer, close: boolean): void {
  if (outgoing.destroyed || outgoing.headersSent) return;
  writeHead(outgoing, status, headers, !close && outgoing.shouldKeepAlive);
  if (body.byteLength > largestText) outgoing.end(body);
  else outgoing.end(latin1Of(body), "latin1");
}

/** Bytes. */
const largestText = 65_536;

/** Every byte as a character: Node.js writes a text together with the head, and bytes in a second piece. */
function latin1Of(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
}

/** `Connection` is written out: Node.js would add a `Keep-Alive`, which API Gateway does not send. */
function writeHead(
  outgoing: ServerResponse,
  status: number,
  headers: readonly HeaderLine[],
  keepAlive: boolean,
): void {
  const lines: string[] = [];
  for (const [name, value] of headers) lines.push(name, value);
  lines.push("Connection", keepAlive ? "keep-alive" : "close");
  outgoing.writeHead(status, lines);
}

/** Writes a streamed response to the connection: in chunks, or until it closes for HTTP/1.0. */
class ConnectionSink implements ResponseSink {
  aborted = false;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  readonly #isClosing: () => boolean;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, isClosing: () => boolean) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#isClosing = isClosing;
  }

  head(status: number, headers: readonly HeaderLine[]): void {
    const outgoing = this.#outgoing;
    if (outgoing.destroyed) return;
    const framed = this.#incoming.httpVersion !== "1.0";
    writeHead(outgoing, status, headers, framed && outgoing.shouldKeepAlive && !this.#isClosing());
    outgoing.flushHeaders();
  }

  body(chunk: Uint8Array): void {
    if (!this.#outgoing.destroyed) this.#outgoing.write(chunk);
  }

  abort(): void {
    this.aborted = true;
    const { socket } = this.#outgoing;
    // What was written still goes out; the last chunk, which would make it look whole, does not.
    if (socket === null) this.#outgoing.destroy();
    else socket.destroySoon();
  }
}
