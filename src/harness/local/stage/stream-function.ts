import type { InvocationResult } from "../../core/function-invoker.ts";
import type { HttpResponse } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Arrival } from "./accept-request.ts";
import { finishHead } from "./finish-response.ts";
import { failGateway, type GatewayFailure } from "./gateway-failure.ts";
import { explainRejection, functionFailure, invocationFor } from "./invoke-function.ts";
import type { StageContext } from "./stage-context.ts";
import { longestTimer, type StageRoute } from "./stage-route.ts";
import {
  bytesOfPayload,
  readStreamedPrefix,
  type StreamedHead,
  type StreamedPrefixReader,
} from "./streamed-prefix.ts";

/** What came of a streamed integration. */
export type StreamOutcome =
  | {
      /** `null` when the function did not end in time. */
      readonly result: InvocationResult | null;
      /** What the function answered, whole or broken off. */
      readonly response: HttpResponse;
      /** Why the response is not whole; `null` when it is. */
      readonly broken: string | null;
    }
  | {
      /** `null` when the function was not called or did not answer in time. */
      readonly result: InvocationResult | null;
      readonly response: null;
      /** Why the gateway answers: nothing of the function's response was sent yet. */
      readonly failure: GatewayFailure;
    };

/** Milliseconds without a byte after which a Regional API gives up (API Gateway guide, response streaming). */
const idleLimitMs = 300_000;

/**
 * Invokes a function whose response is streamed: status and headers go out as soon as the metadata
 * are there, the body as it comes. A failure before that is answered like any other; after it the
 * response breaks off.
 */
export async function streamFunction(
  context: StageContext,
  route: StageRoute,
  arrival: Arrival,
  event: JsonObject,
): Promise<StreamOutcome> {
  const invocation = invocationFor(context, arrival, event);
  const transfer = new Transfer(context, arrival, invocation.traceHeader);
  const late = Promise.withResolvers<string>();
  const functionId = route.functionId ?? "";
  const debugged = context.isDebugged(functionId);
  const totalMs = debugged ? longestTimer : route.integrationTimeoutMs;
  const idleMs = debugged ? longestTimer : idleLimitMs;
  const total = context.startTimer(totalMs, () => {
    late.resolve(`the function did not end within ${totalMs} ms, the integration timeout`);
  });
  const startIdle = (): (() => void) =>
    context.startTimer(idleMs, () => late.resolve(`the function sent nothing for ${idleMs} ms`));
  let stopIdle = startIdle();
  const onChunk = (chunk: Uint8Array): void => {
    if (transfer.isClosed) return;
    stopIdle();
    stopIdle = startIdle();
    transfer.add(chunk);
  };
  try {
    const call = context.invoker.invoke(functionId, { ...invocation, onChunk });
    const answer = await Promise.race([call, late.promise]);
    if (typeof answer !== "string") return transfer.finish(functionId, answer);
    return transfer.breakOff(null, answer, failGateway("INTEGRATION_TIMEOUT", { detail: answer }));
  } catch (error) {
    const failure = explainRejection(error);
    return transfer.breakOff(null, failure.detail, failure);
  } finally {
    total();
    stopIdle();
  }
}

/** The response on its way: to the sink as it comes, and kept for the trace. */
class Transfer {
  readonly #arrival: Arrival;
  readonly #traceHeader: string;
  readonly #chunks: Uint8Array[] = [];
  readonly #reader: StreamedPrefixReader;
  #head: StreamedHead | null = null;
  #malformed: string | null = null;
  #sawChunk = false;
  #closed = false;

  constructor({ choices }: StageContext, arrival: Arrival, traceHeader: string) {
    this.#arrival = arrival;
    this.#traceHeader = traceHeader;
    const onMalformed = (reason: string): void => {
      this.#malformed = reason;
    };
    this.#reader = readStreamedPrefix(
      { onHead: (head) => this.#begin(head), onBody: (chunk) => this.#pass(chunk), onMalformed },
      choices,
    );
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  add(chunk: Uint8Array): void {
    this.#sawChunk = true;
    this.#reader.add(chunk);
  }

  finish(functionId: string, result: InvocationResult): StreamOutcome {
    const failure = functionFailure(functionId, result);
    if (failure !== null) return this.breakOff(result, failure.detail, failure);
    if (!this.#sawChunk) this.#reader.add(wholeOf(result));
    this.#reader.end();
    this.#closed = true;
    const response = this.#response();
    if (response !== null) return { result, response, broken: null };
    // Without a head the reader has said why there is none.
    const detail = `${functionId}: ${this.#malformed ?? "it sent nothing"}`;
    return { result, response, failure: failGateway("API_CONFIGURATION_ERROR", { detail }) };
  }

  /** Ends the response where it stands: with the gateway's answer while nothing was sent. */
  breakOff(result: InvocationResult | null, why: string, failure: GatewayFailure): StreamOutcome {
    this.#closed = true;
    const response = this.#response();
    if (response === null) return { result, response, failure };
    this.#arrival.connection.sink?.abort();
    return { result, response, broken: `the response broke off: ${why}` };
  }

  #begin({ status, headers }: StreamedHead): void {
    const finished = finishHead(this.#arrival, headers, [["X-Amzn-Trace-Id", this.#traceHeader]]);
    this.#head = { status, headers: finished };
    this.#arrival.connection.sink?.head(status, finished);
  }

  #pass(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#arrival.connection.sink?.body(chunk);
  }

  #response(): HttpResponse | null {
    if (this.#head === null) return null;
    const { status, headers } = this.#head;
    const bodiless = status === 204 || status === 304 || this.#arrival.request.method === "HEAD";
    return { status, headers, body: bodiless ? new Uint8Array(0) : Buffer.concat(this.#chunks) };
  }
}

/** All of an answer whose invoker streamed nothing, in the format of the wire. */
function wholeOf({ payload, stream }: InvocationResult): Uint8Array {
  if (stream === null) return bytesOfPayload(payload);
  const body = Buffer.from(stream.bodyBase64, "base64");
  if (stream.metadata === null) return body;
  return Buffer.concat([Buffer.from(JSON.stringify(stream.metadata)), Buffer.alloc(8), body]);
}
