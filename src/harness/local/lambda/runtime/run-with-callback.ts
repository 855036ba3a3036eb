import {
  exitedEarly,
  serialise,
  thrown,
  type HandlerCall,
  type HandlerOutcome,
} from "./handler-call.ts";

/**
 * Calls a handler as runtimes up to nodejs22 do: it may return a promise, call its callback or use
 * `context.done`, `succeed` and `fail`. A callback's value is held back until the event loop is empty
 * unless `callbackWaitsForEmptyEventLoop` is false; errors, promises and the context's members answer
 * at once. An empty loop without an answer is `null`, and `Runtime.NodeJsExit` of an async function
 * (Node.js runtime interface client 3).
 */
export function runWithCallback(call: HandlerCall): Promise<HandlerOutcome> {
  return new Promise((resolve) => {
    let held: { readonly value: unknown } | null = null;
    const finish = (outcome: HandlerOutcome): void => {
      release();
      resolve(outcome);
    };
    const release = call.onIdle(() => {
      if (held !== null) finish(serialise(call, held.value));
      else finish(isAsync(call.handler) ? exitedEarly(call) : serialise(call, null));
    });
    const done = once((error: unknown, value: unknown) => {
      if (isNothing(error)) finish(serialise(call, value));
      else finish(thrown(call, error));
    });
    const callback = once((error: unknown, value: unknown) => {
      if (!isNothing(error)) finish(thrown(call, error));
      else if (context.callbackWaitsForEmptyEventLoop) held = { value };
      else finish(serialise(call, value));
    });
    const { functionVersion, functionName, memoryLimitInMB, ...named } = call.context;
    const { logGroupName, logStreamName, ...others } = named;
    // In the order of the runtime.
    const context = {
      callbackWaitsForEmptyEventLoop: true,
      succeed: once((value: unknown) => done(null, value)),
      fail: once((error: unknown) => done(isNothing(error) ? "handled" : error, null)),
      done,
      functionVersion,
      functionName,
      memoryLimitInMB,
      logGroupName,
      logStreamName,
      ...others,
    };
    try {
      const returned = call.handler(call.event, context, callback);
      if (isThenable(returned)) void returned.then(context.succeed, context.fail);
    } catch (error) {
      callback(error, undefined);
    }
  });
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Only the first call of each function counts. */
function once(work: (first: unknown, second: unknown) => void) {
  let called = false;
  return (first?: unknown, second?: unknown): void => {
    if (called) return;
    called = true;
    work(first, second);
  };
}

function isAsync(handler: object): boolean {
  return handler.constructor.name === "AsyncFunction";
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    typeof Reflect.get(value, "then") === "function"
  );
}
