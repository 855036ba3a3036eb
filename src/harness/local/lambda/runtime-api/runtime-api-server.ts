import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FunctionFailure } from "../../../core/function-invoker.ts";
import { maxResponseBytes } from "../runtime/handler-call.ts";
import { readBody } from "./read-body.ts";
import { readReportedError } from "./read-reported-error.ts";
import { isStreamed, readStreamedResponse, type StreamEnd } from "./read-streamed-response.ts";
import { matchRuntimePath, type RuntimePath } from "./runtime-path.ts";

/** One invocation as the runtime gets it. */
export interface OfferedInvocation {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly payload: string;
  readonly traceHeader: string;
  readonly invokedFunctionArn: string;
  /** Milliseconds since the Unix epoch. */
  readonly deadline: number;
  /** JSON text of the client context, `null` without one. */
  readonly clientContext: string | null;
  /** Tenant of a function with tenant isolation, `null` for any other. */
  readonly tenantId: string | null;
}

/** What a runtime tells over its API. */
export interface RuntimeApiEvents {
  /** The runtime asks for an invocation: it is initialised, and done with the one before. */
  readonly onNext: () => void;
  /** `POST …/init/error`. */
  readonly onInitError: (failure: FunctionFailure) => void;
  /** `POST …/response`: the body as text. */
  readonly onResponse: (payload: string) => void;
  /** A piece of a streamed response. */
  readonly onChunk: (chunk: Buffer) => void;
  /** The end of a streamed response. */
  readonly onStreamed: (end: StreamEnd) => void;
  /** `POST …/error`, or a response over the limit. */
  readonly onError: (failure: FunctionFailure) => void;
}

/** The Runtime API of one execution environment. */
export interface RuntimeApi {
  /** Host and port, as `AWS_LAMBDA_RUNTIME_API` has them. */
  readonly address: string;
  /** Hands an invocation to the runtime as soon as it asks for one. One at a time. */
  offer(invocation: OfferedInvocation): void;
  /** True while an offered invocation waits for the runtime to ask. */
  readonly pending: boolean;
  close(): Promise<void>;
}

/** What the service answers when a request cannot be right in the state the runtime is in. */
interface Refusal {
  readonly status: number;
  readonly errorType: string;
  readonly errorMessage: string;
}

const unknownId: Refusal = {
  status: 400,
  errorType: "InvalidRequestID",
  errorMessage: "Invalid request ID",
};

const tooLarge: Refusal = {
  status: 413,
  errorType: "RequestEntityTooLarge",
  errorMessage: `Exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
};

/** What the caller gets for a response over the limit; a bare 413 is the runtime's part of it. */
const tooLargeFailure: FunctionFailure = {
  kind: "too-large",
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
  trace: [],
};

/** Clients send the cause of an error for X-Ray, the whole stack of it, in a header; AWS's own up to a megabyte. */
const maxHeaderSize = 2 * 1024 * 1024;

function notAllowed(what: string): Refusal {
  const errorMessage = `The runtime cannot ${what} in its present state.`;
  return { status: 403, errorType: "InvalidStateTransition", errorMessage };
}

function answerJson(response: ServerResponse, status: number, value: object): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

function refuse(response: ServerResponse, { status, ...error }: Refusal): void {
  const { errorMessage, errorType } = error;
  answerJson(response, status, { errorMessage, errorType });
}

function deliver(response: ServerResponse, invocation: OfferedInvocation): void {
  const { clientContext, tenantId } = invocation;
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(invocation.payload),
    "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
    "Lambda-Runtime-Deadline-Ms": String(invocation.deadline),
    "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedFunctionArn,
    "Lambda-Runtime-Trace-Id": invocation.traceHeader,
    ...(clientContext === null ? {} : { "Lambda-Runtime-Client-Context": clientContext }),
    ...(tenantId === null ? {} : { "Lambda-Runtime-Aws-Tenant-Id": tenantId }),
  });
  response.end(invocation.payload);
}

/**
 * Serves the Lambda Runtime API (AWS Lambda, "Using the Lambda runtime API for custom runtimes", version
 * 2018-06-01) on a free port of 127.0.0.1: the port is told to one process, and closed with it. Status
 * codes and error documents are those of AWS's own Runtime Interface Emulator.
 *
 * @example
 * const api = await startRuntimeApi(events);
 * spawn("./bootstrap", { env: { AWS_LAMBDA_RUNTIME_API: api.address } });
 */
export async function startRuntimeApi(events: RuntimeApiEvents): Promise<RuntimeApi> {
  const conversation = new Conversation(events);
  const server = createServer({ maxHeaderSize }, (request, response) => {
    void conversation.take(request, response);
  });
  // A runtime may wait for its next invocation as long as it likes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const { port } = await listen(server);
  const address = `127.0.0.1:${port}`;
  conversation.address = address;
  return {
    address,
    offer: (invocation) => conversation.offer(invocation),
    get pending() {
      return conversation.pending;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      // Whoever waits for an answer holds a timer; an idle environment keeps nothing alive.
      server.unref();
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
      else reject(new Error("The Runtime API has no address."));
    });
  });
}

/** The state of one runtime: asked for work, at work, or neither yet. */
class Conversation {
  address = "";
  readonly #events: RuntimeApiEvents;
  #waiting: ServerResponse | null = null;
  #offered: OfferedInvocation | null = null;
  #running: string | null = null;
  #asked = false;
  /** Settles when the streamed response that comes in has ended. */
  #streaming: Promise<unknown> = Promise.resolve();

  constructor(events: RuntimeApiEvents) {
    this.#events = events;
  }

  get pending(): boolean {
    return this.#offered !== null;
  }

  offer(invocation: OfferedInvocation): void {
    this.#offered = invocation;
    this.#deliver();
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = matchRuntimePath(request.method ?? "", request.url ?? "");
    // A page in a browser may guess the port, but cannot send this header's value.
    if (path === null || request.headers.host !== this.address) {
      refuse(response, { status: 404, errorType: "NotFound", errorMessage: "404 page not found" });
      request.resume();
      return;
    }
    if (path.kind === "next") {
      // AWS's client of Node.js asks again while the end of a failed stream is still on its way.
      await this.#streaming;
      this.#next(response);
    } else await this.#receive(path, request, response);
  }

  #next(response: ServerResponse): void {
    if (this.#running !== null || this.#waiting !== null) {
      refuse(response, notAllowed("ask for an invocation"));
      return;
    }
    this.#waiting = response;
    response.once("close", () => {
      if (this.#waiting === response) this.#waiting = null;
    });
    this.#asked = true;
    this.#events.onNext();
    this.#deliver();
  }

  #deliver(): void {
    const [waiting, offered] = [this.#waiting, this.#offered];
    if (waiting === null || offered === null) return;
    this.#waiting = null;
    this.#offered = null;
    this.#running = offered.requestId;
    deliver(waiting, offered);
  }

  async #receive(
    path: Exclude<RuntimePath, { kind: "next" }>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const refusal = this.#refusalOf(path);
    if (refusal !== null) {
      request.resume();
      refuse(response, refusal);
      return;
    }
    if (path.kind === "response" && isStreamed(request)) {
      return this.#receiveStream(request, response);
    }
    const body = await readBody(request, maxResponseBytes);
    if (body.kind === "aborted") return;
    // While the body came in, the same request may have been answered.
    const late = this.#refusalOf(path);
    if (late !== null) return refuse(response, late);
    if (path.kind !== "init-error") this.#running = null;
    if (body.kind === "too-large") {
      refuse(response, tooLarge);
      this.#events.onError(tooLargeFailure);
      return;
    }
    answerJson(response, 202, { status: "OK" });
    if (path.kind === "response") return this.#events.onResponse(body.text);
    const errorType = request.headers["lambda-runtime-function-error-type"];
    const header = typeof errorType === "string" ? errorType : null;
    if (path.kind === "error") this.#events.onError(readReportedError(body.text, header, "thrown"));
    else this.#events.onInitError(readReportedError(body.text, header, "init"));
  }

  async #receiveStream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ending = readStreamedResponse(request, this.#events.onChunk);
    this.#streaming = ending;
    const end = await ending;
    if (end === null) return;
    this.#running = null;
    answerJson(response, 202, { status: "OK" });
    this.#events.onStreamed(end);
  }

  #refusalOf(path: Exclude<RuntimePath, { kind: "next" }>): Refusal | null {
    if (path.kind === "init-error")
      return this.#asked ? notAllowed("report an error of its initialisation") : null;
    return path.requestId === this.#running ? null : unknownId;
  }
}
