import type { HeaderLine } from "../../core/http-message.ts";

/** Takes a response in pieces, while the function still writes it. */
export interface ResponseSink {
  /** Told once, before any of the body. */
  head(status: number, headers: readonly HeaderLine[]): void;
  body(chunk: Uint8Array): void;
  /** The rest will never come: what was sent must not look like a whole response. */
  abort(): void;
}
