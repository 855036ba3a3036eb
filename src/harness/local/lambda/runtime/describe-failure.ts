import type { FunctionFailure } from "../../../core/function-invoker.ts";
import type { JsonObject } from "../../../core/json.ts";
import { formatError } from "./format-error.ts";
import { isForeignFrame } from "./foreign-frames.ts";

/** An error the runtime itself raises: its name goes out as `errorType`. */
export class RuntimeError extends Error {
  readonly #kind: FunctionFailure["kind"];

  /** @param stack the whole stack, where it is another error's; by default the user's frames of its own */
  constructor(kind: FunctionFailure["kind"], name: string, message: string, stack?: string) {
    super(message);
    this.#kind = kind;
    this.name = name;
    const frames = (this.stack ?? "").split("\n").filter(isUserFrame);
    this.stack = stack ?? [`${name}: ${message}`, ...frames].join("\n");
  }

  // A getter: what is the error's own is logged with it.
  get kind(): FunctionFailure["kind"] {
    return this.#kind;
  }
}

function isUserFrame(line: string): boolean {
  return /^\s+at /.test(line) && !isForeignFrame(line);
}

/** The error of runtimes up to nodejs22 for an async handler that leaves nothing to wait for. */
export function nodeJsExit(): RuntimeError {
  return new RuntimeError(
    "exit",
    "Runtime.NodeJsExit",
    "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes",
  );
}

/**
 * What Lambda answers for a thrown value: name, message and stack lines of an error; for anything
 * else the value's type and text, with an empty trace.
 */
export function describeFailure(
  thrown: unknown,
  kind: FunctionFailure["kind"],
  runtimeMajor: number,
): FunctionFailure {
  const { errorType, errorMessage, trace } = formatError(thrown, runtimeMajor);
  const failure = {
    kind: thrown instanceof RuntimeError ? thrown.kind : kind,
    errorType: errorType ?? "Error",
    errorMessage: errorMessage ?? "",
    trace: trace ?? [],
  };
  if (errorType !== undefined && errorMessage !== undefined && trace !== undefined) return failure;
  // What the runtime leaves out the caller does not get.
  const payload: JsonObject = {
    ...(errorType === undefined ? {} : { errorType }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(trace === undefined ? {} : { trace: [...trace] }),
  };
  return { ...failure, payload };
}

/**
 * What runtimes up to nodejs22 answer for a rejection nobody handles: its own type, and the reason as
 * text. The trace is the reason's, so that it leads to the user's source.
 */
export function describeRejection(reason: unknown): FunctionFailure {
  const errorType = "Runtime.UnhandledPromiseRejection";
  const { trace = [] } = formatError(reason, 22);
  const errorMessage = textOf(reason);
  const frames = trace.filter((line) => /^\s+at /.test(line));
  return {
    kind: "exit",
    errorType,
    errorMessage,
    trace: [`${errorType}: ${errorMessage}`, ...frames],
  };
}

/** `String(value)` throws for objects without a prototype and for hostile `toString`. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
