import type { StreamedResponse } from "../../core/function-invoker.ts";
import { isObject, type JsonValue } from "../../core/json.ts";

const members = ["statusCode", "headers", "multiValueHeaders", "cookies"] as const;

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * What a response-streaming handler wrote, as the proxy result that says the same: status and headers of
 * `awslambda.HttpResponseStream.from`, and the body, in Base64 where it is no text. `null` for a handler that
 * wrote no such metadata.
 */
export function streamedResult({ metadata, bodyBase64 }: StreamedResponse): JsonValue {
  if (!isObject(metadata)) return null;
  const given = members.flatMap((name) => {
    const value = metadata[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const text = textOf(Buffer.from(bodyBase64, "base64"));
  const body = text === null ? { body: bodyBase64, isBase64Encoded: true } : { body: text };
  return { statusCode: 200, ...Object.fromEntries(given), ...body };
}
