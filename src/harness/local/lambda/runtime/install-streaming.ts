import { isObject } from "../../../core/json.ts";
import { ResponseStream } from "./response-stream.ts";

const streamingMark = Symbol.for("aws.lambda.runtime.handler.streaming");
const highWaterMarkMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

/** How a handler answers. `malformed`: it carries the mark of a kind of streaming that does not exist. */
export type HandlerMode = "buffered" | "streaming" | "malformed";

/**
 * Defines the global `awslambda` of the Node.js runtimes, on top of what is there already:
 * `streamifyResponse(handler, { highWaterMark })` and `HttpResponseStream.from(stream, metadata)`.
 * `AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA` keeps it away, as on AWS.
 */
export function installStreaming(): void {
  if (/^(?:1|true)$/.test(process.env["AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA"] ?? "")) return;
  const known: unknown = Reflect.get(globalThis, "awslambda");
  Reflect.set(globalThis, "awslambda", {
    ...(isObject(known) ? known : {}),
    streamifyResponse,
    HttpResponseStream: { from: startResponse },
  });
}

function streamifyResponse<T extends object>(
  handler: T,
  options?: { readonly highWaterMark?: unknown },
): T {
  Reflect.set(handler, streamingMark, "response");
  const mark = options?.highWaterMark;
  if (typeof mark === "number") Reflect.set(handler, highWaterMarkMark, Math.trunc(mark));
  return handler;
}

function startResponse(stream: unknown, metadata: unknown): unknown {
  if (!(stream instanceof ResponseStream)) {
    throw new TypeError("awslambda.HttpResponseStream.from takes the handler's response stream.");
  }
  stream.startWith(metadata);
  return stream;
}

/** Whether a handler was wrapped in `streamifyResponse`. */
export function handlerMode(handler: object): HandlerMode {
  const mark: unknown = Reflect.get(handler, streamingMark);
  if (mark === undefined || mark === null || mark === false) return "buffered";
  return mark === "response" ? "streaming" : "malformed";
}

/** Bytes the handler wants to be buffered before `write` asks it to wait. */
export function highWaterMarkOf(handler: object): number | undefined {
  const mark = Number(Reflect.get(handler, highWaterMarkMark));
  return Number.isFinite(mark) && mark > 0 ? mark : undefined;
}
