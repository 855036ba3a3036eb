import { createServer, type IncomingMessage, type Server } from "node:http";
import { LockstepError } from "../../core/lockstep-error.ts";
import { answerClientErrors } from "./answer-client-errors.ts";
import { findPortHolder } from "./find-port-holder.ts";
import { payloadLimit } from "./limit-request.ts";
import { serveRequest, type Handle } from "./serve-request.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address; `127.0.0.1` by default. */
  readonly host?: string;
  readonly limits?: Partial<ConnectionLimits>;
}

/** How long a client may take, in milliseconds. */
export interface ConnectionLimits {
  /** For request line and headers; 20 000 by default, then 408. */
  readonly headersMs: number;
  /** For the whole request; 60 000 by default, then 408. */
  readonly requestMs: number;
  /** Between two requests of a connection; 310 000 by default, as assumed of API Gateway. */
  readonly idleMs: number;
  /** How often slow requests are looked for; 5 000 by default. */
  readonly checkMs: number;
}

const defaultLimits: ConnectionLimits = {
  headersMs: 20_000,
  requestMs: 60_000,
  idleMs: 310_000,
  checkMs: 5000,
};

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

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Serves requests over HTTP/1.1: raw path, header casing and duplicates reach the stage as sent. What
 * HTTP leaves open to more than one reading (two lengths, two hosts, folded headers) is answered with
 * 400 and reaches no function.
 */
export async function listen(
  stageName: string,
  handle: Handle,
  { port, host = "127.0.0.1", limits: given = {} }: ListenOptions,
): Promise<StageServer> {
  if (!loopback.has(host)) {
    throw new LockstepError({
      code: "stage/host-not-loopback",
      message: `The local stage listens on this machine only, and ${host} can be reached from elsewhere.`,
    });
  }
  let closing = false;
  const isClosing = (): boolean => closing;
  const server = createStrictServer({ ...defaultLimits, ...given });
  server.on("request", (incoming, outgoing) => {
    void serveRequest({ handle, isClosing, refused: false }, incoming, outgoing);
  });
  server.on("checkContinue", (incoming, outgoing) => {
    const refused = announcedLength(incoming) > payloadLimit;
    if (!refused) outgoing.writeContinue();
    void serveRequest({ handle, isClosing, refused }, incoming, outgoing);
  });
  await bind(server, port, host);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const shownHost = host === "::1" ? "[::1]" : host;
  return {
    port: bound,
    baseUrl: `http://${shownHost}:${bound}${stagePrefix(stageName)}`,
    close: (graceMs = 5000) => {
      closing = true;
      return closeServer(server, graceMs);
    },
    unref: () => {
      server.unref();
      server.on("connection", (socket) => socket.unref());
    },
  };
}

function createStrictServer(limits: ConnectionLimits): Server {
  const server = createServer({
    // Larger than the gateway's own header limit, so that the stage can answer for it.
    maxHeaderSize: 65_536,
    insecureHTTPParser: false,
    // Its own refusal says nothing; ours does.
    requireHostHeader: false,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
  });
  // By default Node.js leaves out the 2001st header without a word.
  server.maxHeadersCount = 0;
  answerClientErrors(server);
  return server;
}

function announcedLength({ headers }: IncomingMessage): number {
  return Number(headers["content-length"] ?? 0);
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
