import type { ContentHandling } from "./integration.ts";

/** A body on its way, and whether its media type is one of the API's binary ones. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly isBinary: boolean;
}

/**
 * Converts a request's body for its integration (API Gateway developer guide, "Content type conversions in API
 * Gateway"). `null` where it has to be Base64 and is not.
 */
export function convertRequestContent(
  { bytes, isBinary }: Content,
  handling: ContentHandling,
): Content | null {
  if (handling === "CONVERT_TO_TEXT") {
    return { bytes: isBinary ? toBase64(bytes) : bytes, isBinary: false };
  }
  if (handling === "CONVERT_TO_BINARY" && !isBinary) return decoded(bytes);
  return { bytes, isBinary };
}

/**
 * Converts a response's body for the client; `acceptsBinary`: is the first media type of `Accept` binary?
 * `null` where it has to be Base64 and is not.
 */
export function convertResponseContent(
  { bytes, isBinary }: Content,
  handling: ContentHandling,
  acceptsBinary: boolean,
): Content | null {
  if (handling === "CONVERT_TO_BINARY") return isBinary ? { bytes, isBinary } : decoded(bytes);
  if (handling === "CONVERT_TO_TEXT") {
    return { bytes: isBinary ? toBase64(bytes) : bytes, isBinary: false };
  }
  if (isBinary === acceptsBinary || bytes.byteLength === 0) return { bytes, isBinary };
  return isBinary ? { bytes: toBase64(bytes), isBinary: false } : decoded(bytes);
}

function toBase64(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("base64"));
}

/** A function gives its Base64 as a JSON text, in quotes. */
function decoded(bytes: Uint8Array): Content | null {
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replace(/^"(.*)"$/su, "$1");
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}$/u.test(text)) return null;
  return { bytes: Buffer.from(text, "base64"), isBinary: true };
}
