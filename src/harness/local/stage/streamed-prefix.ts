import { toBytes, type HeaderLine } from "../../core/http-message.ts";
import { isObject, parseJson, type JsonValue } from "../../core/json.ts";
import type { RestChoices } from "../../core/rest-choices.ts";
import { readStatus } from "./map-response.ts";
import { mergeHeaders } from "./merge-headers.ts";

/** Status and headers of a streamed response. */
export interface StreamedHead {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
}

/** What becomes of a streamed response while it comes in. */
export interface StreamedPrefixListener {
  readonly onHead: (head: StreamedHead) => void;
  readonly onBody: (chunk: Uint8Array) => void;
  /** Nothing else is told after it. */
  readonly onMalformed: (reason: string) => void;
}

/** Takes a streamed response apart, chunk by chunk. */
export interface StreamedPrefixReader {
  add(chunk: Uint8Array): void;
  /** No chunk follows. */
  end(): void;
}

/** Metadata and delimiter stand in the first 16 KB (API Gateway guide, response streaming). */
const prefixLimit = 16_384;
const delimiter = new Uint8Array(8);

/**
 * Reads the format of a streamed Lambda proxy response: metadata as JSON, eight NUL bytes, the body.
 * Chunks may break anywhere.
 */
export function readStreamedPrefix(
  listener: StreamedPrefixListener,
  choices: RestChoices,
): StreamedPrefixReader {
  let prefix = Buffer.alloc(0);
  let state: "prefix" | "body" | "malformed" = "prefix";
  const fail = (reason: string): void => {
    state = "malformed";
    listener.onMalformed(`the function's streamed response is malformed: ${reason}`);
  };
  return {
    add(chunk) {
      if (state === "body") listener.onBody(chunk);
      if (state !== "prefix") return;
      prefix = Buffer.concat([prefix, chunk]);
      const at = prefix.subarray(0, prefixLimit).indexOf(delimiter);
      if (at === -1) {
        if (prefix.length >= prefixLimit) {
          fail(`no metadata and eight NUL bytes in its first ${prefixLimit} bytes`);
        }
        return;
      }
      const head = readHead(prefix.toString("utf8", 0, at), choices);
      if (typeof head === "string") {
        fail(head);
        return;
      }
      state = "body";
      listener.onHead(head);
      const rest = prefix.subarray(at + delimiter.length);
      if (rest.length > 0) listener.onBody(rest);
    },
    end() {
      if (state !== "prefix") return;
      fail(
        "no eight NUL bytes stand between metadata and body; awslambda.streamifyResponse and HttpResponseStream.from write them",
      );
    },
  };
}

/** The head the metadata stand for, or in words why they do not. */
function readHead(text: string, choices: RestChoices): StreamedHead | string {
  const metadata = parseOrUndefined(text);
  if (metadata === undefined) return "its metadata are not JSON";
  if (!isObject(metadata)) return "its metadata are no object";
  const status = readStatus(metadata["statusCode"]);
  if (typeof status === "string") return status;
  const headers = mergeHeaders(metadata["headers"], metadata["multiValueHeaders"], choices);
  if (typeof headers === "string") return headers;
  const cookies = mergeHeaders(null, { "Set-Cookie": metadata["cookies"] ?? [] });
  if (typeof cookies === "string") return "cookies must be an array of strings";
  return { status, headers: [...headers, ...cookies] };
}

function parseOrUndefined(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The bytes of an answer that was not streamed, as InvokeWithResponseStream hands it out. */
export function bytesOfPayload(payload: JsonValue): Uint8Array {
  return toBytes(typeof payload === "string" ? payload : JSON.stringify(payload));
}
