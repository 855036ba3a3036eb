import { serialise, thrown, type HandlerCall, type HandlerOutcome } from "./handler-call.ts";
import { handlerMode } from "./install-streaming.ts";
import { runStreaming } from "./run-streaming.ts";
import { runWithCallback } from "./run-with-callback.ts";

/**
 * Calls a handler and waits for its answer: of a streaming one, until its stream has ended; on
 * nodejs24 the returned value or promise; on older runtimes a promise, or the callback and
 * `context.done` family.
 */
export function runHandler(call: HandlerCall): Promise<HandlerOutcome> {
  if (handlerMode(call.handler) === "streaming") return runStreaming(call);
  return call.runtimeMajor >= 24 ? runWithReturn(call) : runWithCallback(call);
}

function runWithReturn(call: HandlerCall): Promise<HandlerOutcome> {
  return new Promise((resolve) => {
    const release = call.onIdle(() => resolve({ kind: "stalled" }));
    const answer = new Promise((settle) => settle(call.handler(call.event, call.context)));
    answer.then(
      (value) => {
        release();
        resolve(serialise(call, value));
      },
      (error: unknown) => {
        release();
        resolve(thrown(call, error));
      },
    );
  });
}
