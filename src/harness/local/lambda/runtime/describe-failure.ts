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
  return { kind, errorType: typeof thrown, errorMessage: textOf(thrown), trace: [] };
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
