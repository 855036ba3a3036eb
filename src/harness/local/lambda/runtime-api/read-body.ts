import type { IncomingMessage } from "node:http";

/** A body as far as it was read. */
export type BodyRead =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "aborted" };

/** Reads a body to its end; what comes after the limit is read and dropped, since the sender must see the answer. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<BodyRead> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      resolve(size > limitBytes ? { kind: "too-large" } : { kind: "text", text });
    });
    request.once("error", () => resolve({ kind: "aborted" }));
    request.once("close", () => resolve({ kind: "aborted" }));
  });
}
