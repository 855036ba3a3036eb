import type { FunctionFailure } from "../../../core/function-invoker.ts";
import { withoutForeignFrames } from "./foreign-frames.ts";
import { describeFailure, describeRejection } from "./describe-failure.ts";

/** What the death of the process is told to. */
export interface DeathReporter {
  readonly runtimeMajor: () => number;
  /** Writes the runtime's line into the log. */
  readonly log: (what: string, error: unknown) => void;
  /** Sends the failure; nothing may follow. */
  readonly tell: (failure: FunctionFailure) => void;
}

/** Exit codes of the runtimes up to nodejs22. */
const uncaughtCode = 129;
const unhandledCode = 128;

/**
 * Tells what a process dies of. On nodejs24 nothing listens there: the process dies as Node.js lets it, and this
 * only watches. The runtimes before listen first, report the error as the invocation's and exit, whatever a
 * function does about such errors itself (Node.js runtime interface client 3).
 */
export function reportDeaths({ runtimeMajor, log, tell }: DeathReporter): void {
  if (runtimeMajor() >= 24) {
    process.on("uncaughtExceptionMonitor", (error: unknown) => {
      tell(describeFailure(error, "exit", runtimeMajor()));
      hideForeignFrames(error);
    });
    return;
  }
  process.on("uncaughtException", (error: unknown) => {
    log("Uncaught Exception", error);
    tell(describeFailure(error, "exit", runtimeMajor()));
    process.exit(uncaughtCode);
  });
  process.on("unhandledRejection", (reason: unknown, promise: unknown) => {
    const failure = describeRejection(reason);
    log("Unhandled Promise Rejection", asRejection(failure, reason, promise));
    tell(failure);
    process.exit(unhandledCode);
  });
}

/** Node.js prints the stack after this. */
function hideForeignFrames(error: unknown): void {
  try {
    if (error instanceof Error && typeof error.stack === "string")
      error.stack = withoutForeignFrames(error.stack.split("\n")).join("\n");
  } catch {
    // A stack nobody may write is printed as it is.
  }
}

function asRejection(
  { errorType, errorMessage, trace }: FunctionFailure,
  reason: unknown,
  promise: unknown,
): Error {
  const error = new Error(errorMessage);
  Object.defineProperty(error, "name", { value: errorType, enumerable: false });
  Object.defineProperty(error, "stack", { value: trace[0], enumerable: false });
  return Object.assign(error, { reason, promise });
}
