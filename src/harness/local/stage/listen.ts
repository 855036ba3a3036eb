import { createServer, type IncomingMessage, type Server, type ServerOptions } from "node:http";
import { LockstepError } from "../../core/lockstep-error.ts";
import { answerClientErrors } from "./answer-client-errors.ts";
import { serverEnd } from "./close-server.ts";
import { findPortHolder } from "./find-port-holder.ts";
import { payloadLimit } from "./limit-request.ts";
import { serveRequest, type Handle } from "./serve-request.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address, unless the server is to be exposed; `127.0.0.1` by default. */
  readonly host?: string;
  /** Whoever asks for it knows that other machines reach the stage then. */
  readonly exposed?: boolean;
  /** Serves HTTPS with this certificate and key, both PEM. Throws `stage/tls-unusable`. */
  readonly tls?: TlsFiles | null;
  readonly limits?: Partial<ConnectionLimits>;
}

/** A certificate, with those between it and its root, and its key. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
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
  /** Breaks off what is still under way. */
  cut(): void;
  /** Lets the process end although the server listens. */
  unref(): void;
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** Does a host, as it is given to listen on, lead to this machine only? */
export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

/**
 * Serves requests over HTTP/1.1: raw path, header casing and duplicates reach the stage as sent. What
 * HTTP leaves open to more than one reading (two lengths, two hosts, folded headers) is answered with
 * 400 and reaches no function.
 */
export async function listen(
  stageName: string,
  handle: Handle,
  { port, host = "127.0.0.1", exposed = false, tls = null, limits: given = {} }: ListenOptions,
): Promise<StageServer> {
  if (!exposed && !isLoopback(host)) {
    throw new LockstepError({
      code: "stage/host-not-loopback",
      message: `The local stage listens on this machine only, and ${host} can be reached from elsewhere.`,
    });
  }
  let closing = false;
  const isClosing = (): boolean => closing;
  const server = await createStrictServer({ ...defaultLimits, ...given }, tls);
  const end = serverEnd(server);
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
  const shownHost = host.includes(":") ? `[${host}]` : host;
  const scheme = tls === null ? "http" : "https";
  return {
    port: bound,
    baseUrl: `${scheme}://${shownHost}:${bound}${stagePrefix(stageName)}`,
    close: (graceMs = 5000) => {
      closing = true;
      return end.close(graceMs);
    },
    cut: () => end.cut(),
    unref: () => {
      server.unref();
      server.on("connection", (socket) => socket.unref());
    },
  };
}

async function createStrictServer(limits: ConnectionLimits, tls: TlsFiles | null): Promise<Server> {
  const options = {
    // Larger than the gateway's own header limit, so that the stage can answer for it.
    maxHeaderSize: 65_536,
    insecureHTTPParser: false,
    // Its own refusal says nothing; ours does.
    requireHostHeader: false,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
  };
  const server = tls === null ? createServer(options) : await openSecure({ ...options, ...tls });
  // By default Node.js leaves out the 2001st header without a word.
  server.maxHeadersCount = 0;
  answerClientErrors(server);
  return server;
}

/** OpenSSL's words for a key that does not fit say little. */
async function openSecure(options: ServerOptions & TlsFiles): Promise<Server> {
  // Loaded when it is needed: most stages speak plain HTTP.
  const { createServer: createSecureServer } = await import("node:https");
  try {
    return createSecureServer(options);
  } catch (error) {
    throw new LockstepError({
      code: "stage/tls-unusable",
      message: `Certificate and key cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      cause: error,
    });
  }
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
