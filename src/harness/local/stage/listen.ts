import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { HeaderLine, HttpRequest } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Exchange } from "../../core/target.ts";
import { findPortHolder } from "./find-port-holder.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";
import { readBody } from "./read-body.ts";
import type { StageConnection } from "./stage-options.ts";

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address; `127.0.0.1` by default. */
  readonly host?: string;
}

/** A stage that listens. */
export interface StageServer {
  readonly port: number;
  /** `http://127.0.0.1:3000/dev`: with the prefix of a named stage, without a trailing slash. */
  readonly baseUrl: string;
  /** Takes no new requests, lets those under way finish for at most `graceMs` (5 000 by default). */
  close(graceMs?: number): Promise<void>;
  /** Lets the process end although the server listens. */
  unref(): void;
}

type Handle = (request: HttpRequest, connection: StageConnection) => Promise<Exchange>;

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** Serves requests over HTTP/1.1: raw path, header casing and duplicates reach the stage as sent. */
export async function listen(
  stageName: string,
  handle: Handle,
  { port, host = "127.0.0.1" }: ListenOptions,
): Promise<StageServer> {
  if (!loopback.has(host)) {
    throw new LockstepError({
      code: "stage/host-not-loopback",
      message: `The local stage listens on this machine only, and ${host} can be reached from elsewhere.`,
    });
  }
  // Larger than the gateway's own header limit, so that the stage can answer for it.
  const server = createServer({ maxHeaderSize: 65_536 }, (incoming, outgoing) => {
    void serve(handle, incoming, outgoing);
  });
  await bind(server, port, host);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const shownHost = host === "::1" ? "[::1]" : host;
  return {
    port: bound,
    baseUrl: `http://${shownHost}:${bound}${stagePrefix(stageName)}`,
    close: (graceMs = 5000) => closeServer(server, graceMs),
    unref: () => {
      server.unref();
      server.on("connection", (socket) => socket.unref());
    },
  };
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(explain(error, port));
    });
    server.listen(port, host, resolve);
  });
}

function explain(error: Error, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    const holder = findPortHolder(port);
    return new LockstepError({
      code: "stage/port-in-use",
      message: `Port ${port} is taken${holder === null ? "" : ` by ${holder}`}.`,
      cause: error,
    });
  }
  if (code !== "EACCES") return error;
  return new LockstepError({
    code: "stage/port-not-allowed",
    message: `This user may not listen on port ${port}.`,
    cause: error,
  });
}

async function serve(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // A client that goes away is no fault of the stage; what is left of the exchange is dropped.
  outgoing.on("error", () => {});
  try {
    const body = await readBody(incoming);
    if (body.kind === "aborted") return;
    const oversized = body.kind === "oversized";
    const request = toRequest(incoming, oversized ? null : body.bytes);
    const sourceIp = (incoming.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/u, "");
    const { response } = await handle(request, { sourceIp, oversized });
    send(outgoing, response.status, response.headers, response.body, oversized);
  } catch (error) {
    // A hook that throws must not take the server down, and must be seen.
    const reason = error instanceof Error ? error.message : String(error);
    const body = Buffer.from(JSON.stringify({ message: `Lockstep failed: ${reason}` }));
    send(outgoing, 500, [["Content-Type", "application/json"]], body, true);
  }
}

function toRequest(incoming: IncomingMessage, body: Uint8Array | null): HttpRequest {
  const target = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/iu, "");
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  const headers: HeaderLine[] = [];
  const raw = incoming.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    headers.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  }
  return {
    method: incoming.method ?? "GET",
    path: path.startsWith("/") ? path : `/${path}`,
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers,
    body,
  };
}

function send(
  outgoing: ServerResponse,
  status: number,
  headers: readonly HeaderLine[],
  body: Uint8Array,
  close: boolean,
): void {
  if (outgoing.destroyed || outgoing.headersSent) return;
  const lines = headers.flat();
  if (close) lines.push("Connection", "close");
  outgoing.writeHead(status, lines);
  outgoing.end(body);
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
