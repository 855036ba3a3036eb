import type { FunctionFailure, InvocationResult } from "../../core/function-invoker.ts";
import { isJsonValue } from "../../core/json.ts";

/** Lambda has no such limit that is known; a value that deep breaks what reads it here. */
const tooDeep: FunctionFailure = {
  kind: "unserialisable",
  errorType: "Lockstep.AnswerTooDeep",
  errorMessage:
    "The answer nests deeper than 512 levels or holds a number too large; Lockstep does not pass on such a value.",
  trace: [],
};

/**
 * What a runtime answered as text, with nothing streamed. Text that is no JSON (of a function that replaced
 * `JSON.stringify`) is the string it is.
 */
export function readAnswer(text: string): Pick<InvocationResult, "payload" | "failure" | "stream"> {
  const value = parseOrKeep(text);
  if (!isJsonValue(value)) return { payload: null, failure: tooDeep, stream: null };
  return { payload: value, failure: null, stream: null };
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
