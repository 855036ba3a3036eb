import type { FunctionFailure, StreamedResponse } from "../../core/function-invoker.ts";
import { parseJson, type JsonValue } from "../../core/json.ts";
import { maxResponseBytes } from "./runtime/handler-call.ts";
import { integrationContentType } from "./runtime/response-stream.ts";

/** Lambda's limit of a streamed response in bytes (200 MB). */
const maxStreamedBytes = 200 * 1024 * 1024;

/** Of a stream that was too long. The error type is assumed: that of a buffered response that is too large. */
export const streamTooLarge: FunctionFailure = {
  kind: "too-large",
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${maxStreamedBytes} bytes).`,
  trace: [],
};

/** Collects what a streaming handler writes during one invocation. */
export interface StreamCollector {
  /** False for a chunk that was too much, and for all that follow it. */
  add(chunk: Uint8Array): boolean;
  /** True when more was written than Lambda lets through; what is too much was dropped. */
  readonly exceeded: boolean;
  readonly bytes: number;
  finish(contentType: string): {
    readonly stream: StreamedResponse;
    readonly payload: JsonValue;
  };
}

/** An empty collector. */
export function collectStream(): StreamCollector {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let exceeded = false;
  return {
    get exceeded() {
      return exceeded;
    },
    get bytes() {
      return bytes;
    },
    add(chunk) {
      exceeded ||= bytes + chunk.length > maxStreamedBytes;
      if (exceeded) return false;
      bytes += chunk.length;
      chunks.push(chunk);
      return true;
    },
    finish(contentType) {
      const whole = Buffer.concat(chunks);
      return { stream: readStream(contentType, whole), payload: readPayload(whole) };
    },
  };
}

/** The metadata, a JSON text before eight NUL bytes, from the body (API Gateway guide, response streaming). */
function readStream(contentType: string, whole: Buffer): StreamedResponse {
  const at = contentType === integrationContentType ? whole.indexOf(Buffer.alloc(8)) : -1;
  const metadata = at === -1 ? null : parseOrNull(whole.toString("utf8", 0, at));
  const body = at === -1 ? whole : whole.subarray(at + 8);
  return { contentType, metadata, bodyBase64: body.toString("base64") };
}

/** What a caller gets that does not stream: all of it, as Lambda's Invoke hands it out. */
function readPayload(whole: Buffer): JsonValue {
  if (whole.length > maxResponseBytes) return null;
  const text = whole.toString("utf8");
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function parseOrNull(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
