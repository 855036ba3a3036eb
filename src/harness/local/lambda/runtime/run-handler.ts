import type { FunctionFailure } from "../../../core/function-invoker.ts";
import type { LambdaContext } from "./build-context.ts";
import { describeFailure, RuntimeError } from "./describe-failure.ts";
import type { Handler } from "./load-handler.ts";

/** How one call of a handler ended. `stalled`: nothing is left to wait for and no answer came. */
export type HandlerOutcome =
  | { readonly kind: "value"; readonly payload: string }
  | { readonly kind: "failure"; readonly failure: FunctionFailure }
  | { readonly kind: "stalled" };

/** What a call of a handler needs. */
export interface HandlerCall {
  readonly handler: Handler;
  readonly event: unknown;
  readonly context: LambdaContext;
  readonly runtimeMajor: number;
  /** Calls back when the event loop is empty; returns what takes the registration back. */
  readonly onIdle: (callback: () => void) => () => void;
}

/** Lambda's limit of a synchronous response in bytes (its error message states the figure). */
export const maxResponseBytes = 6_291_556;

/**
 * Calls a handler and waits for its answer: on nodejs24 the returned value or promise; on older
 * runtimes a promise, or the callback and `context.done` family.
 */
export function runHandler(call: HandlerCall): Promise<HandlerOutcome> {
  return call.runtimeMajor >= 24 ? runWithReturn(call) : runWithCallback(call);
}

function runWithReturn(call: HandlerCall): Promise<HandlerOutcome> {
  return new Promise((resolve) => {
    const release = call.onIdle(() => resolve({ kind: "stalled" }));
    const answer = new Promise((settle) => settle(call.handler(call.event, call.context)));
    answer.then(
      (value) => {
        release();
        resolve(serialise(value));
      },
      (error: unknown) => {
        release();
        resolve(thrown(error));
      },
    );
  });
}

/** `callbackWaitsForEmptyEventLoop` (true by default) holds a callback's answer back until the loop is empty. */
function runWithCallback(call: HandlerCall): Promise<HandlerOutcome> {
  return new Promise((resolve) => {
    let held: HandlerOutcome | null = null;
    let promised = false;
    const finish = (outcome: HandlerOutcome): void => {
      release();
      resolve(outcome);
    };
    const release = call.onIdle(() => {
      if (held !== null) finish(held);
      else finish(promised ? exitedEarly() : serialise(null));
    });
    const answer = (error: unknown, value?: unknown): void => {
      if (held !== null) return;
      held = error === undefined || error === null ? serialise(value) : thrown(error);
      if (!context.callbackWaitsForEmptyEventLoop) finish(held);
    };
    const context = {
      ...call.context,
      callbackWaitsForEmptyEventLoop: true,
      done: answer,
      succeed: (value?: unknown) => answer(null, value),
      fail: (error?: unknown) => answer(error ?? "handled"),
    };
    try {
      const returned = call.handler(call.event, context, answer);
      if (!isThenable(returned)) return;
      promised = true;
      Promise.resolve(returned).then(
        (value) => finish(serialise(value)),
        (error: unknown) => finish(thrown(error)),
      );
    } catch (error) {
      finish(thrown(error));
    }
  });
}

/** What runtimes up to nodejs22 say when an async handler's promise can never settle. */
function exitedEarly(): HandlerOutcome {
  const error = new RuntimeError(
    "exit",
    "Runtime.NodeJsExit",
    "The Lambda runtime client detected an unexpected Node.js exit code.",
  );
  return { kind: "failure", failure: describeFailure(error, "exit") };
}

function thrown(error: unknown): HandlerOutcome {
  return { kind: "failure", failure: describeFailure(error, "thrown") };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function"
  );
}

function serialise(value: unknown): HandlerOutcome {
  let payload: string;
  try {
    const text: unknown = JSON.stringify(value);
    payload = typeof text === "string" ? text : "null";
  } catch {
    return failed(
      "unserialisable",
      "Runtime.JSONStringifyError",
      "Unable to stringify response body",
    );
  }
  if (Buffer.byteLength(payload) > maxResponseBytes) {
    return failed(
      "too-large",
      "Function.ResponseSizeTooLarge",
      `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
    );
  }
  return { kind: "value", payload };
}

function failed(
  kind: FunctionFailure["kind"],
  errorType: string,
  errorMessage: string,
): HandlerOutcome {
  return { kind: "failure", failure: { kind, errorType, errorMessage, trace: [] } };
}
