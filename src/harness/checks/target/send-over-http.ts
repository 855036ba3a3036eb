import {
  request as httpRequest,
  type Agent,
  type ClientRequest,
  type IncomingMessage,
} from "node:http";
import { request as httpsRequest } from "node:https";
import {
  headerValue,
  requestTarget,
  type HeaderLine,
  type HttpRequest,
  type HttpResponse,
} from "../../core/http-message.ts";
import type { LockstepError } from "../../core/lockstep-error.ts";
import {
  brokenResponseError,
  errorCode,
  timeoutError,
  unreachableError,
  unsendableError,
} from "./http-exchange-errors.ts";
import type { TargetAddress } from "./target-address.ts";

/** Far above the 10 MB an API Gateway answer may have. */
const maxResponseBytes = 64 * 1024 * 1024;

/** Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
]);

/** True for headers that must not be passed on from one connection to another. */
export function isHopByHop(name: string): boolean {
  return hopByHop.has(name.toLowerCase());
}

/** Pairs of Node's flat `rawHeaders`. */
export function toHeaderLines(rawHeaders: readonly string[]): readonly HeaderLine[] {
  return rawHeaders.flatMap((name, index): HeaderLine[] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
  );
}

/** The headers that go on the wire: the request's own, with the framing that fits its body. */
function wireHeaders(address: TargetAddress, request: HttpRequest): string[] {
  const own = request.headers.filter(
    ([name]) => !isHopByHop(name) && !/^(?:host|content-length)$/i.test(name),
  );
  const length: HeaderLine[] =
    request.body === null
      ? headerValue(request.headers, "content-length") === "0" ||
        /^(?:POST|PUT|PATCH)$/.test(request.method)
        ? [["Content-Length", "0"]]
        : []
      : [["Content-Length", String(request.body.byteLength)]];
  return [
    ["Host", address.hostHeader] as const,
    ...own,
    ...length,
    ["Connection", "keep-alive"] as const,
  ].flat();
}

interface Attempt {
  readonly address: TargetAddress;
  readonly agent: Agent;
  readonly request: HttpRequest;
  readonly timeoutMs: number;
}

class StaleConnection extends Error {}

/** Methods that must not be sent twice (RFC 9110, section 9.2.2). */
const notRepeatable = new Set(["POST", "PATCH"]);

function open(attempt: Attempt): ClientRequest {
  const { address, agent, request } = attempt;
  const send = address.secure ? httpsRequest : httpRequest;
  return send({
    // A kept-alive connection may turn out to be closed after the request is on its way.
    agent: notRepeatable.has(request.method) ? false : agent,
    host: address.host,
    port: address.port,
    method: request.method,
    path: `${address.basePath}${requestTarget(request)}`,
    headers: wireHeaders(address, request),
  });
}

/** What came of a response before it broke off: the cause of a `target/broken-response`. */
export class BrokenResponse extends Error {
  readonly response: HttpResponse;

  constructor(reason: string, response: HttpResponse) {
    super(reason);
    this.response = response;
  }
}

function headOf(message: IncomingMessage): Pick<HttpResponse, "status" | "headers"> {
  return { status: message.statusCode ?? 0, headers: toHeaderLines(message.rawHeaders) };
}

function readBody(message: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > maxResponseBytes)
        message.destroy(new Error(`the body is larger than ${maxResponseBytes} bytes`));
    });
    message.once("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    const breakOff = (reason: string): void => {
      const body = new Uint8Array(Buffer.concat(chunks));
      reject(new BrokenResponse(reason, { ...headOf(message), body }));
    };
    message.once("error", (error) => breakOff(error.message));
    message.once("close", () => breakOff("the connection was closed in the middle of the body"));
  });
}

function sendOnce(attempt: Attempt): Promise<HttpResponse> {
  const { address, request, timeoutMs } = attempt;
  const requestLine = `${request.method} ${requestTarget(request)}`;
  return new Promise((resolve, reject) => {
    let outgoing: ClientRequest;
    try {
      outgoing = open(attempt);
    } catch (error) {
      reject(unsendableError(requestLine, error));
      return;
    }
    let answered = false;
    const fail = (error: LockstepError | StaleConnection): void => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(timeoutError(address, requestLine, timeoutMs)), timeoutMs);
    outgoing.once("response", (message) => {
      answered = true;
      readBody(message).then(
        (body) => {
          clearTimeout(timer);
          return resolve({ ...headOf(message), body });
        },
        (error: unknown) => fail(brokenResponseError(address, requestLine, error)),
      );
    });
    outgoing.on("error", (error) => {
      const code = errorCode(error);
      if (!answered && outgoing.reusedSocket && (code === "ECONNRESET" || code === "EPIPE"))
        return fail(new StaleConnection());
      if (answered || code.startsWith("HPE_"))
        return fail(brokenResponseError(address, requestLine, error));
      return fail(unreachableError(address, error));
    });
    outgoing.end(request.body ?? undefined);
  });
}

/**
 * Sends a request over a socket exactly as it is: raw path, header case, order and duplicates.
 * `Host`, `Content-Length` and the connection's own headers are set here. A kept-alive connection
 * that the server closed meanwhile is replaced once, on a fresh one; `POST` and `PATCH`, which must
 * not be sent twice, get a connection of their own.
 *
 * Rejects with `LockstepError`: `target/unreachable`, `target/timeout` (`timeoutMs` from the first
 * byte sent to the last received), `target/broken-response`, `target/unsendable-request`.
 */
export async function sendOverHttp(attempt: Attempt): Promise<HttpResponse> {
  try {
    return await sendOnce(attempt);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
  }
  try {
    return await sendOnce(attempt);
  } catch (error) {
    throw error instanceof StaleConnection
      ? unreachableError(attempt.address, new Error("the server keeps closing the connection"))
      : error;
  }
}
