import { finished } from "node:stream/promises";
import { describeFailure } from "./describe-failure.ts";
import { highWaterMarkOf } from "./install-streaming.ts";
import { ResponseStream } from "./response-stream.ts";
import type { HandlerCall, HandlerOutcome } from "./handler-call.ts";

/**
 * Calls a streaming handler with `(event, responseStream, context)` and waits until it has settled and
 * the stream has ended (Node.js runtime interface client). What it wrote before it failed has been sent.
 */
export async function runStreaming(call: HandlerCall): Promise<HandlerOutcome> {
  const { handler, event, context } = call;
  const stream = new ResponseStream(call.onChunk, highWaterMarkOf(handler));
  const ended = finished(stream);
  // The handler's own failure is told first; until it has settled nobody listens.
  ended.catch(() => {});
  try {
    const answer = handler(event, stream, context);
    if (!isThenable(answer)) throw new Error("Streaming does not support non-async handlers.");
    const result = await answer;
    if (result !== undefined) call.warn("Streaming handlers ignore return values.");
    await ended;
    if (stream.lostMetadata) {
      call.warn(
        "[lockstep] The metadata of HttpResponseStream.from were not sent: they go out with the first write, and only end was called.",
      );
    }
    return { kind: "streamed", contentType: stream.contentType, failure: null };
  } catch (error) {
    stream.destroy();
    const failure = describeFailure(error, "thrown");
    call.onFailure(error);
    return { kind: "streamed", contentType: stream.contentType, failure };
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function"
  );
}
