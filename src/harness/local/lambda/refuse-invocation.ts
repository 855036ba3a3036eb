import type {
  FunctionDefinition,
  FunctionFailure,
  Invocation,
  InvocationResult,
} from "../../core/function-invoker.ts";
import { payloadText } from "./payload-text.ts";

/** Lambda's limit of a synchronous request in bytes (its error message states the figure). */
export const maxRequestBytes = 6_291_456;

/** Of an invocation whose turn comes when nothing runs any more. */
export const stopped: FunctionFailure = {
  kind: "exit",
  errorType: "Runtime.ExitError",
  errorMessage: "Lockstep was stopped.",
  trace: [],
};

/** The result of an invocation no environment was used for. */
export function withoutRun(failure: FunctionFailure): InvocationResult {
  return {
    payload: null,
    failure,
    logs: [],
    durationMs: 0,
    initDurationMs: null,
    stream: null,
    report: null,
  };
}

/**
 * What Lambda answers before it runs anything: `RequestEntityTooLargeException` (413) for more than 6 MB,
 * `TooManyRequestsException` (429) past the function's reserved concurrency. `null` when it would run.
 *
 * @param running invocations of the function that have not ended
 */
export function refuseInvocation(
  { reservedConcurrency }: FunctionDefinition,
  invocation: Invocation,
  running: number,
): FunctionFailure | null {
  if (isLarger(payloadText(invocation))) {
    return {
      kind: "too-large",
      errorType: "RequestEntityTooLargeException",
      errorMessage: `Request must be smaller than ${maxRequestBytes} bytes for the InvokeFunction operation`,
      trace: [],
    };
  }
  if (reservedConcurrency === null || running < reservedConcurrency) return null;
  return {
    kind: "throttled",
    errorType: "TooManyRequestsException",
    errorMessage: "Rate Exceeded.",
    trace: [],
  };
}

function isLarger(text: string): boolean {
  // No character takes more than three bytes per UTF-16 unit.
  if (text.length * 3 <= maxRequestBytes) return false;
  return Buffer.byteLength(text) > maxRequestBytes;
}
