import type { IncomingMessage } from "node:http";
import { payloadLimit } from "./limit-request.ts";

/** What a request's body turned out to be. */
export type BodyReading =
  | { readonly kind: "read"; readonly bytes: Uint8Array | null }
  /** Longer than the payload limit; nothing of it is kept. */
  | { readonly kind: "oversized" }
  /** The client went away before it was complete. */
  | { readonly kind: "aborted" };

/** How much of an oversized body is read and thrown away, so that the client gets to the answer. */
const drainLimit = 8 * payloadLimit;

/** Reads a body up to the payload limit, whether its length was announced or comes in chunks. */
export function readBody(incoming: IncomingMessage): Promise<BodyReading> {
  if (incoming.headers["content-length"] === undefined && !isChunked(incoming)) {
    incoming.resume();
    return Promise.resolve({ kind: "read", bytes: null });
  }
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= payloadLimit) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      if (length > drainLimit) resolve({ kind: "oversized" });
    });
    incoming.on("end", () => {
      resolve(
        length > payloadLimit ? { kind: "oversized" } : { kind: "read", bytes: join(chunks) },
      );
    });
    incoming.on("error", () => {
      resolve({ kind: "aborted" });
    });
    incoming.on("close", () => {
      resolve({ kind: "aborted" });
    });
  });
}

function isChunked(incoming: IncomingMessage): boolean {
  return incoming.headers["transfer-encoding"] !== undefined;
}

function join(chunks: readonly Buffer[]): Uint8Array | null {
  const [first] = chunks;
  if (first === undefined) return null;
  return chunks.length === 1 ? first : Buffer.concat(chunks);
}
