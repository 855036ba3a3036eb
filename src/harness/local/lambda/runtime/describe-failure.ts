import { types } from "node:util";
import type { FunctionFailure } from "../../../core/function-invoker.ts";

/** An error the runtime itself raises: its name goes out as `errorType`. */
export class RuntimeError extends Error {
  readonly kind: FunctionFailure["kind"];

  constructor(kind: FunctionFailure["kind"], name: string, message: string, trace?: string) {
    super(message);
    this.name = name;
    this.kind = kind;
    this.stack = `${name}: ${message}${trace === undefined ? "" : `\n${trace}`}`;
  }
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
export function describeFailure(thrown: unknown, kind: FunctionFailure["kind"]): FunctionFailure {
  if (thrown instanceof RuntimeError) {
    const { name, message } = thrown;
    return { kind: thrown.kind, errorType: name, errorMessage: message, trace: stackLines(thrown) };
  }
  if (isErrorLike(thrown)) {
    return {
      kind,
      errorType: textOf(thrown.name),
      errorMessage: textOf(thrown.message),
      trace: stackLines(thrown),
    };
  }
  try {
    return { kind, errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    // The runtime's own words, although no callback is involved.
    const errorMessage =
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
    return { kind, errorType: "handled", errorMessage, trace: [] };
  }
}

/**
 * What runtimes up to nodejs22 answer for a rejection nobody handles: its own type, and the reason as
 * text. The trace is the reason's, so that it leads to the user's source.
 */
export function describeRejection(reason: unknown): FunctionFailure {
  const errorType = "Runtime.UnhandledPromiseRejection";
  const { trace } = describeFailure(reason, "exit");
  const errorMessage = textOf(reason);
  const frames = trace.filter((line) => /^\s+at /.test(line));
  return {
    kind: "exit",
    errorType,
    errorMessage,
    trace: [`${errorType}: ${errorMessage}`, ...frames],
  };
}

function isErrorLike(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function stackLines(error: Error): readonly string[] {
  return typeof error.stack === "string" ? error.stack.split("\n") : [];
}

/** Not only for what is no error: `name` and `message` may hold anything. `String(value)` throws for objects without a prototype and for hostile `toString`. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
