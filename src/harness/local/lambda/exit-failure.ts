import type { FunctionFailure } from "../../core/function-invoker.ts";

/** How a runtime process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The uncaught error it died of, `null` when it did not die of one. */
  readonly cause: FunctionFailure | null;
  /** True when V8 gave up because the heap was full. */
  readonly outOfMemory: boolean;
}

const signalNames: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGABRT: "aborted (core dumped)",
  SIGSEGV: "segmentation fault (core dumped)",
  SIGTRAP: "trace/breakpoint trap (core dumped)",
};

/**
 * What Lambda answers when the runtime process ends during an invocation: `Runtime.ExitError`, except
 * that runtimes up to nodejs22 report the uncaught error itself.
 */
export function exitFailure(
  requestId: string,
  exit: ProcessExit,
  runtimeMajor: number,
): FunctionFailure {
  if (exit.cause !== null && runtimeMajor < 24) return exit.cause;
  const trace = exit.cause?.trace ?? [];
  const errorType = "Runtime.ExitError";
  if (exit.outOfMemory) {
    const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
    return { kind: "memory", errorType, errorMessage, trace };
  }
  return {
    kind: "exit",
    errorType,
    errorMessage: `RequestId: ${requestId} Error: ${exitReason(exit)}`,
    trace,
  };
}

function exitReason(exit: ProcessExit): string {
  if (exit.signal !== null) {
    return `Runtime exited with error: signal: ${signalNames[exit.signal] ?? exit.signal}`;
  }
  return exit.code === 0
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${exit.code}`;
}

/** What Lambda answers when an invocation outlasts the function's `Timeout`. */
export function timeoutFailure(requestId: string, timeoutMs: number): FunctionFailure {
  return {
    kind: "timeout",
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: ${timeoutText(timeoutMs)}`,
    trace: [],
  };
}

/** `Task timed out after 3.00 seconds`. */
export function timeoutText(timeoutMs: number): string {
  return `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
}
