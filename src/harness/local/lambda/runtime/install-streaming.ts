import { isObject } from "../../../core/json.ts";
import { InvokeStore } from "./invoke-store.ts";
import { beforeFirstWriteKey, integrationContentType } from "./response-stream.ts";

const streamingMark = Symbol.for("aws.lambda.runtime.handler.streaming");
const highWaterMarkMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

/** How a handler answers. `malformed`: it carries the mark of a kind of streaming that does not exist. */
export type HandlerMode = "buffered" | "streaming" | "malformed";

/**
 * Defines the global `awslambda` of the Node.js runtimes: `streamifyResponse(handler, { highWaterMark })`,
 * `HttpResponseStream.from(stream, metadata)` and, from nodejs24 on, `InvokeStore`, on top of what is there
 * already. `AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA` keeps it away, as on AWS.
 *
 * @returns the store that tells the request that runs
 */
export function installStreaming(runtimeMajor: number): InvokeStore {
  const known: unknown = Reflect.get(globalThis, "awslambda");
  const before = isObject(known) ? known : {};
  const earlier = before["InvokeStore"];
  const store = earlier instanceof InvokeStore ? earlier : new InvokeStore();
  if (/^(?:1|true)$/.test(process.env["AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA"] ?? "")) return store;
  Reflect.set(globalThis, "awslambda", {
    ...before,
    ...(runtimeMajor >= 24 ? { InvokeStore: store } : {}),
    streamifyResponse,
    HttpResponseStream,
  });
  return store;
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

/** The handler's side of a response stream, as far as metadata need it. */
interface UnderlyingStream {
  setContentType(contentType: string): void;
  [beforeFirstWriteKey]: unknown;
}

const delimiterBytes = 8;

/** Puts metadata before the body: they go out with the first `write`. */
function startResponse(underlyingStream: UnderlyingStream, metadata: unknown): UnderlyingStream {
  underlyingStream.setContentType(integrationContentType);
  const prelude: unknown = JSON.stringify(metadata);
  underlyingStream[beforeFirstWriteKey] = (write: (chunk: unknown) => boolean) => {
    write(prelude);
    write(new Uint8Array(delimiterBytes));
  };
  return underlyingStream;
}

/** Callable, since it is a class on Lambda. */
const HttpResponseStream = Object.assign(() => {}, { from: startResponse });

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
