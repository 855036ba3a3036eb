import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";

/** Bytes of Base64 in `X-Amz-Client-Context` (Lambda API reference, Invoke). */
const longestContext = 3583;

function invalid(message: string): LockstepError {
  return new LockstepError({
    code: "project/invocation-invalid",
    message,
    hint: `Write JSON (--client-context '{"custom":{"key":"value"}}') or its Base64.`,
  });
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The client context a caller gives, as JSON or, as the API and other tools take it, as Base64 of JSON.
 * Throws `project/invocation-invalid` for what is no JSON object or longer than Lambda takes.
 */
export function readClientContext(text: string): JsonObject {
  const isJson = text.trimStart().startsWith("{");
  const json = isJson ? text : Buffer.from(text, "base64").toString("utf8");
  const value = parse(json);
  if (!isJsonObject(value))
    throw invalid("The client context is no JSON object, and not the Base64 of one.");
  const size = isJson ? Buffer.from(json).toString("base64").length : text.trim().length;
  if (size > longestContext) {
    throw invalid(
      `The client context has ${size} bytes as Base64; Lambda takes ${longestContext} at most.`,
    );
  }
  return value;
}
