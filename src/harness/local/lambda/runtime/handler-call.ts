import { Buffer } from "node:buffer";
import type { FunctionFailure } from "../../../core/function-invoker.ts";
import type { LambdaContext } from "./build-context.ts";
import { describeFailure, nodeJsExit, RuntimeError } from "./describe-failure.ts";
import { faultOfLogging } from "./format-error.ts";
import type { Handler } from "./load-handler.ts";
import type { ChunkSink } from "./response-stream.ts";

/** How one call of a handler ended. `stalled`: nothing is left to wait for and no answer came. */
export type HandlerOutcome =
  | { readonly kind: "value"; readonly payload: string }
  | { readonly kind: "failure"; readonly failure: FunctionFailure }
  | {
      readonly kind: "streamed";
      readonly contentType: string;
      readonly failure: FunctionFailure | null;
    }
  | { readonly kind: "stalled" }
  /** The runtime itself dies of it, as of an uncaught error: nothing catches it there. */
  | { readonly kind: "crashed"; readonly error: unknown };

/** What a call of a handler needs. */
export interface HandlerCall {
  readonly handler: Handler;
  /** What the handler is called with; where to read it throws, the call has failed of that. */
  readonly event: unknown;
  readonly context: LambdaContext;
  readonly runtimeMajor: number;
  /** Calls back when the event loop is empty; returns what takes the registration back. */
  readonly onIdle: (callback: () => void) => () => void;
  /** Takes what a streaming handler writes. */
  readonly onChunk: ChunkSink;
  /** Told what the handler threw, before the answer goes out. */
  readonly onFailure: (thrown: unknown) => void;
  /** Writes a warning of the runtime's own into the function's log. */
  readonly warn: (text: string) => void;
}

/** Lambda's limit of a synchronous response in bytes (its error message states the figure). */
export const maxResponseBytes = 6_291_556;

/**
 * A failure of the handler's own. Of a value that has no text the runtime of nodejs24 dies when it logs it; those
 * before fail with the error of that instead.
 */
export function thrown(call: HandlerCall, error: unknown): HandlerOutcome {
  const fault = faultOfLogging(error, call.runtimeMajor);
  if (fault !== null && call.runtimeMajor >= 24) return { kind: "crashed", error: fault };
  const told: unknown = fault ?? error;
  call.onFailure(told);
  return { kind: "failure", failure: describeFailure(told, "thrown", call.runtimeMajor) };
}

/** What runtimes up to nodejs22 say when an async handler's promise can never settle. */
export function exitedEarly(call: HandlerCall): HandlerOutcome {
  const error = nodeJsExit();
  call.onFailure(error);
  return { kind: "failure", failure: describeFailure(error, "exit", call.runtimeMajor) };
}

/** The returned value as JSON. Up to nodejs22 a value JSON cannot hold is an error without a type of its own. */
export function serialise(call: HandlerCall, value: unknown): HandlerOutcome {
  const payload = toJson(call, value);
  if (typeof payload !== "string") {
    call.onFailure(payload);
    const failure = describeFailure(payload, "unserialisable", call.runtimeMajor);
    return { kind: "failure", failure };
  }
  if (Buffer.byteLength(payload) <= maxResponseBytes) return { kind: "value", payload };
  // Lambda's platform refuses it, not the runtime: nothing is logged.
  const failure: FunctionFailure = {
    kind: "too-large",
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
    trace: [],
  };
  return { kind: "failure", failure };
}

/** JSON text, or the error the runtime raises instead: of what is left out of JSON, its native part. */
function toJson({ runtimeMajor }: HandlerCall, value: unknown): string | Error {
  try {
    const text: unknown = JSON.stringify(value === undefined ? null : value);
    if (typeof text === "string") return text;
    const refused = new TypeError("Wrong arguments");
    return Object.assign(refused, { stack: String(refused) });
  } catch {
    const name = runtimeMajor >= 24 ? "Runtime.JSONStringifyError" : "Error";
    return new RuntimeError("unserialisable", name, "Unable to stringify response body");
  }
}
