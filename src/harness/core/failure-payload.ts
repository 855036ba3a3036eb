import type { FunctionFailure } from "./function-invoker.ts";
import type { JsonObject } from "./json.ts";

/** What the platform raises has no stack: a timeout, an end of the process. */
const withoutTrace: ReadonlySet<FunctionFailure["kind"]> = new Set([
  "timeout",
  "exit",
  "memory",
  "too-large",
  "throttled",
]);

/**
 * The document that a caller of a failed function gets: what the runtime sent, or `errorType`,
 * `errorMessage` and, of an error of the function's own, `trace` (recorded on Lambda, November 2025).
 *
 * @example failurePayload(result.failure) // { errorType: "TypeError", errorMessage: "no", trace: ["TypeError: no", …] }
 */
export function failurePayload(failure: FunctionFailure): JsonObject {
  const { kind, errorType, errorMessage, trace, payload } = failure;
  if (payload !== undefined) return payload;
  return trace.length === 0 && withoutTrace.has(kind)
    ? { errorType, errorMessage }
    : { errorType, errorMessage, trace };
}
