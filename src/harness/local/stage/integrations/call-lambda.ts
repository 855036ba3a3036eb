import { failurePayload } from "../../../core/failure-payload.ts";
import type { InvocationResult } from "../../../core/function-invoker.ts";
import { parseJson, type JsonValue } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import type { GatewayFailure } from "../gateway-failure.ts";
import { invocationFor, invokeForResult } from "../invoke-function.ts";
import type { StageContext } from "../stage-context.ts";
import type { RouteCall } from "../stage-route.ts";
import type { IntegrationAnswer } from "./map-integration-response.ts";
import type { IntegrationRequest } from "./map-request.ts";

/** What came of a function behind a custom integration. */
export interface LambdaAnswer {
  readonly event: JsonValue;
  /** `null` when the function was not waited for, not called, or too slow. */
  readonly invoked: InvocationResult | null;
  readonly answer: IntegrationAnswer | GatewayFailure;
}

/**
 * Invokes the function of a custom integration with the request template's text as its event. A function
 * that fails is an answer like any other: its `errorMessage` chooses the response. Told to by
 * `X-Amz-Invocation-Type: 'Event'`, it does not wait.
 */
export async function callLambda(
  context: StageContext,
  route: RouteCall,
  arrival: Arrival,
  sent: IntegrationRequest,
): Promise<LambdaAnswer> {
  const text = Buffer.from(sent.body).toString("utf8");
  const event = readEvent(text === "" ? "{}" : text);
  if (event === undefined) return { event: null, invoked: null, answer: refusedEvent };
  if (isEvent(sent)) {
    const invocation = invocationFor(context, arrival, event);
    // Nobody waits: what comes of it is in the function's own log.
    void context.invoker.invoke(route.functionId ?? "", invocation).catch(() => {});
    return { event, invoked: null, answer: answerOf("") };
  }
  const result = await invokeForResult(context, route, arrival, event);
  if (!("payload" in result)) return { event, invoked: null, answer: result };
  if (result.refusal !== null) return { event, invoked: result, answer: result.refusal };
  const { failure } = result;
  if (failure === null)
    return { event, invoked: result, answer: answerOf(JSON.stringify(result.payload)) };
  const body = JSON.stringify(failurePayload(failure));
  return { event, invoked: result, answer: { ...answerOf(body), selects: failure.errorMessage } };
}

/** What Lambda answers to an event that is no JSON (recorded, November 2025); the default response maps it. */
const refusedEvent: IntegrationAnswer = answerOf(
  JSON.stringify({
    Type: "User",
    message: "Could not parse request body into json: Could not parse payload into json",
  }),
);

function answerOf(body: string): IntegrationAnswer {
  return {
    selects: null,
    headers: [],
    body: Buffer.from(body),
    contentType: "application/json",
  };
}

function readEvent(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isEvent({ parameters }: IntegrationRequest): boolean {
  return [...parameters.header].some(
    ([name, [value]]) =>
      name.toLowerCase() === "x-amz-invocation-type" && value?.toLowerCase() === "event",
  );
}
