import { Writable } from "node:stream";
import { RuntimeError } from "./describe-failure.ts";

/** Takes one chunk of a streamed response; calls back when there is room for the next. */
export type ChunkSink = (chunk: Uint8Array, done: () => void) => void;

/** Content type a response has whose handler sets none. */
const defaultContentType = "application/octet-stream";

/** Content type of a response that starts with metadata for an HTTP front (API Gateway, function URLs). */
export const integrationContentType = "application/vnd.awslambda.http-integration-response";

const delimiter = new Uint8Array(8);

type WriteCallback = (error: Error | null | undefined) => void;

/**
 * The stream a streaming handler writes to (Node.js runtime interface client): a Writable that turns
 * what is neither text nor bytes into JSON, and takes a content type until the first write.
 */
export class ResponseStream extends Writable {
  readonly #sink: ChunkSink;
  #prelude: string | null = null;
  #written = false;
  #contentType = defaultContentType;

  constructor(sink: ChunkSink, highWaterMark: number | undefined) {
    super({ decodeStrings: true, ...(highWaterMark === undefined ? {} : { highWaterMark }) });
    this.#sink = sink;
  }

  get contentType(): string {
    return this.#contentType;
  }

  /** True when metadata was given that nothing ever sent: they go out with the first `write`, not with `end`. */
  get lostMetadata(): boolean {
    return this.#prelude !== null && !this.#written;
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
    this.#contentType = contentType;
  }

  /** Metadata to write before the body, as `awslambda.HttpResponseStream.from` takes them. */
  startWith(metadata: unknown): void {
    this.setContentType(integrationContentType);
    this.#prelude = JSON.stringify(metadata) ?? "";
  }

  override write(chunk: unknown, callback?: WriteCallback): boolean;
  override write(chunk: unknown, encoding: BufferEncoding, callback?: WriteCallback): boolean;
  override write(
    chunk: unknown,
    encodingOrCallback?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    if (!this.#written && this.#prelude !== null) {
      super.write(this.#prelude);
      super.write(delimiter);
    }
    this.#written = true;
    const data =
      typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return typeof encodingOrCallback === "string"
      ? super.write(data, encodingOrCallback, callback)
      : super.write(data, encodingOrCallback ?? callback);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.#sink(chunk, callback);
  }
}
