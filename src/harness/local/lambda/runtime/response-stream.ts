import type { OutgoingMessage } from "node:http";
import { Writable } from "node:stream";
import { RuntimeError } from "./describe-failure.ts";

/** Takes one chunk of a streamed response; calls back when there is room for the next. */
export type ChunkSink = (chunk: Uint8Array, done: () => void) => void;

/** Content type a response has whose handler sets none. */
const defaultContentType = "application/octet-stream";

/** Content type of a response that starts with metadata for an HTTP front (API Gateway, function URLs). */
export const integrationContentType = "application/vnd.awslambda.http-integration-response";

type WriteCallback = (error: Error | null | undefined) => void;

/** Writes what goes before the body. */
type BeforeFirstWrite = (write: (chunk: unknown) => boolean) => void;

/** What a handler may write: anything that has members at all, since the runtime looks for a length. */
interface Chunk {
  readonly length?: unknown;
}

/**
 * A message of Node's HTTP client: the runtime's stream is one, and refuses with its errors what it does
 * not take. Loaded when it is needed, which a cold start need not pay for.
 */
function httpMessage(): OutgoingMessage {
  const http = process.getBuiltinModule("node:http");
  return new http.OutgoingMessage();
}

/**
 * The stream a streaming handler writes to (Node.js runtime interface client): a Writable that turns
 * what is neither text nor bytes into JSON, and takes a content type until the first write.
 */
export class ResponseStream extends Writable {
  /** What `awslambda.HttpResponseStream.from` sets; called with the first `write`, not by `end`. */
  beforeFirstWrite: unknown = undefined;
  readonly #sink: ChunkSink;
  #written = false;
  #contentType = defaultContentType;

  constructor(sink: ChunkSink, highWaterMark: number | undefined) {
    super({ decodeStrings: true, ...(highWaterMark === undefined ? {} : { highWaterMark }) });
    this.#sink = sink;
  }

  get contentType(): string {
    return this.#contentType;
  }

  /** True when metadata was given that nothing ever sent. */
  get lostMetadata(): boolean {
    return this.beforeFirstWrite !== undefined && !this.#written;
  }

  /** Throws `Runtime.InvalidStreamingOperation` after the first write. */
  setContentType(contentType: string): void {
    if (this.#written) {
      throw new RuntimeError(
        "thrown",
        "Runtime.InvalidStreamingOperation",
        "Cannot set content-type, too late.",
      );
    }
    const message = httpMessage();
    // What has ended has sent its headers.
    if (this.writableEnded) Reflect.set(message, "_header", "sent");
    message.setHeader("Content-Type", contentType);
    this.#contentType = String(message.getHeader("Content-Type"));
  }

  override write(chunk: Chunk, callback?: WriteCallback): boolean;
  override write(chunk: Chunk, encoding: BufferEncoding, callback?: WriteCallback): boolean;
  override write(
    chunk: Chunk,
    encodingOrCallback?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    void chunk.length;
    const data = isWritten(chunk) ? chunk : JSON.stringify(chunk);
    if (!this.#written && isCallable(this.beforeFirstWrite)) {
      this.beforeFirstWrite((each) => super.write(accepted(each)));
    }
    const bytes = accepted(data);
    const more =
      typeof encodingOrCallback === "string"
        ? super.write(bytes, encodingOrCallback, callback)
        : super.write(bytes, encodingOrCallback ?? callback);
    this.#written = true;
    return more;
  }

  override end(callback?: () => void): this;
  override end(chunk: unknown, callback?: () => void): this;
  override end(chunk: unknown, encoding: BufferEncoding, callback?: () => void): this;
  override end(
    chunk?: unknown,
    encodingOrCallback?: BufferEncoding | (() => void),
    callback?: () => void,
  ): this {
    if (typeof chunk === "function") return super.end(chunk);
    const data = chunk ? accepted(chunk) : undefined;
    return typeof encodingOrCallback === "string"
      ? super.end(data, encodingOrCallback, callback)
      : super.end(data, encodingOrCallback ?? callback);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.#sink(chunk, callback);
  }
}

function isWritten(chunk: unknown): chunk is string | Uint8Array {
  return typeof chunk === "string" || chunk instanceof Uint8Array;
}

/** Text or bytes; throws Node's own error for anything else. */
function accepted(chunk: unknown): string | Uint8Array {
  if (isWritten(chunk)) return chunk;
  httpMessage().write(chunk);
  return "";
}

function isCallable(value: unknown): value is BeforeFirstWrite {
  return typeof value === "function";
}

/** The runtime's own name for what goes before the body. */
export const beforeFirstWriteKey = "_onBeforeFirstWrite";

const methods = [
  "cork",
  "destroy",
  "end",
  "uncork",
  "write",
  "addListener",
  "on",
  "once",
  "prependListener",
  "prependOnceListener",
  "off",
  "removeListener",
  "removeAllListeners",
  "setMaxListeners",
  "getMaxListeners",
  "listeners",
  "rawListeners",
  "listenerCount",
  "eventNames",
  "emit",
  "setContentType",
] as const;

const readings = [
  "writableFinished",
  "writableObjectMode",
  "writableEnded",
  "writableNeedDrain",
  "writableHighWaterMark",
  "writableCorked",
  "writableLength",
  "writable",
] as const;

/** What a handler sees of the stream: a plain object with what can be done to it, no Writable. */
export function handlerSide(stream: ResponseStream): object {
  const side = {};
  for (const name of methods) {
    const method: unknown = Reflect.get(stream, name);
    if (typeof method === "function") Reflect.set(side, name, method.bind(stream));
  }
  for (const name of readings) {
    Object.defineProperty(side, name, { get: (): unknown => Reflect.get(stream, name) });
  }
  Object.defineProperty(side, "destroyed", { get: () => stream.destroyed });
  Object.defineProperty(side, beforeFirstWriteKey, {
    get: () => stream.beforeFirstWrite,
    set: (value: unknown) => {
      stream.beforeFirstWrite = value;
    },
  });
  return side;
}
