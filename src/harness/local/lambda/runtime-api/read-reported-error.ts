import type { FunctionFailure } from "../../../core/function-invoker.ts";
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from "../../../core/json.ts";

function parseOrNull(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** Stack entries of any runtime: Python's hold several lines each, Rust's and Go's may be objects. */
function linesOf({ stackTrace, trace }: JsonObject): readonly string[] {
  const entries = stackTrace ?? trace ?? [];
  if (!Array.isArray(entries)) return [];
  return entries
    .flatMap((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry)).split("\n"))
    .filter((line) => line.trim() !== "");
}

/**
 * The failure in what a runtime posts to `…/error`. The document is the runtime's own and is kept as it is:
 * callers of the function get it. A body that is no document is told as its text.
 *
 * @param errorType the header `Lambda-Runtime-Function-Error-Type`, `null` without one
 */
export function readReportedError(
  body: string,
  errorType: string | null,
  kind: "thrown" | "init",
): FunctionFailure {
  const sent = parseOrNull(body);
  const named = errorType ?? "Runtime.Unknown";
  if (!isJsonObject(sent)) {
    return { kind, errorType: named, errorMessage: textOf(sent) ?? body, trace: [] };
  }
  return {
    kind,
    errorType: textOf(sent["errorType"]) ?? named,
    errorMessage: textOf(sent["errorMessage"]) ?? "",
    trace: linesOf(sent),
    payload: sent,
  };
}
