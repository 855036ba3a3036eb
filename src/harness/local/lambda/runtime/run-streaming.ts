import { finished } from "node:stream/promises";
import { describeFailure } from "./describe-failure.ts";
import { thrown, type HandlerCall, type HandlerOutcome } from "./handler-call.ts";
import { highWaterMarkOf } from "./install-streaming.ts";
import { handlerSide, ResponseStream } from "./response-stream.ts";

/**
 * Calls a streaming handler with `(event, responseStream, context)` and waits until it has settled and
 * the stream has ended (Node.js runtime interface client). What it wrote before it failed has been sent;
 * after the end of the stream a failure comes too late and is only logged. An error of the stream itself
 * (a write after its end, a source that broke in `pipeline`) ends the runtime: nothing listens for it there.
 */
export function runStreaming(call: HandlerCall): Promise<HandlerOutcome> {
  const stream = new ResponseStream(call.onChunk, highWaterMarkOf(call.handler));
  const broken = new Promise<HandlerOutcome>((resolve) => {
    stream.once("error", (error: unknown) => resolve({ kind: "crashed", error }));
    stream.once("close", () => {
      const error = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
      if (!stream.writableFinished) resolve({ kind: "crashed", error });
    });
  });
  return Promise.race([broken, answer(call, stream)]);
}

async function answer(call: HandlerCall, stream: ResponseStream): Promise<HandlerOutcome> {
  const ended = finished(stream);
  // The handler's own failure is told first; until it has settled nobody listens.
  ended.catch(() => {});
  try {
    const returned = call.handler(call.event, handlerSide(stream), call.context);
    if (!isThenable(returned)) {
      throw new Error("Streaming does not support non-async handlers.");
    }
    const result = await returned;
    if (result !== undefined) call.warn("Streaming handlers ignore return values.");
    await ended;
    if (stream.lostMetadata) {
      call.warn(
        "[lockstep] The metadata of HttpResponseStream.from were not sent: they go out with the first write, and only end was called.",
      );
    }
    return { kind: "streamed", contentType: stream.contentType, failure: null };
  } catch (error) {
    // What broke the stream is told of the stream.
    await new Promise((resolve) => setImmediate(resolve));
    return failed(call, stream, error);
  }
}

function failed(call: HandlerCall, stream: ResponseStream, error: unknown): HandlerOutcome {
  const told = thrown(call, error);
  if (told.kind === "crashed") return told;
  const { contentType, writableEnded } = stream;
  stream.removeAllListeners().destroy();
  const failure = writableEnded ? null : describeFailure(error, "thrown", call.runtimeMajor);
  return { kind: "streamed", contentType, failure };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function"
  );
}
