import type { FunctionFailure, Invocation, InvocationResult } from "../../core/function-invoker.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Arrival } from "./accept-request.ts";
import { failGateway, failIntegration, type GatewayFailure } from "./gateway-failure.ts";
import type { StageContext } from "./stage-context.ts";
import { longestTimer, type RouteCall } from "./stage-route.ts";

/** What came of calling the integration. */
export type IntegrationOutcome =
  | {
      readonly result: InvocationResult;
      readonly failure: null;
      /** `X-Amzn-Trace-Id` as the function got it. */
      readonly traceHeader: string;
    }
  | {
      /** `null` when the function was not called or did not answer in time. */
      readonly result: InvocationResult | null;
      readonly failure: GatewayFailure;
    };

/**
 * Invokes the route's function, for at most the integration timeout. A function that fails in its
 * own right is 502; one that Lambda would not run is 500; one that outlasts the gateway is 504, and
 * goes on running.
 */
export async function invokeFunction(
  context: Pick<StageContext, "invoker" | "ids" | "startTimer" | "isDebugged">,
  route: RouteCall,
  arrival: Arrival,
  event: JsonObject,
): Promise<IntegrationOutcome> {
  const answer = await invokeWithin(context, route, arrival, event);
  if (!("payload" in answer)) return { result: null, failure: answer };
  const traceHeader = traceHeaderOf(arrival);
  const failure = functionFailure(route.functionId ?? "", answer);
  return failure === null ? { result: answer, failure, traceHeader } : { result: answer, failure };
}

/** As `invokeFunction`, for callers to whom a failed function's error is an answer like any other. */
export async function invokeForResult(
  context: Pick<StageContext, "invoker" | "ids" | "startTimer" | "isDebugged">,
  route: RouteCall,
  arrival: Arrival,
  event: JsonValue,
): Promise<GatewayFailure | (InvocationResult & { readonly refusal: GatewayFailure | null })> {
  const answer = await invokeWithin(context, route, arrival, event);
  if (!("payload" in answer)) return answer;
  const { failure } = answer;
  const refused = failure !== null && isRefusal(failure);
  return { ...answer, refusal: refused ? functionFailure(route.functionId ?? "", answer) : null };
}

function invokeWithin(
  context: Pick<StageContext, "invoker" | "ids" | "startTimer" | "isDebugged">,
  route: RouteCall,
  arrival: Arrival,
  event: JsonValue,
): Promise<InvocationResult | GatewayFailure> {
  const functionId = route.functionId ?? "";
  const invocation = invocationFor(context, arrival, event);
  const debugged = context.isDebugged(functionId);
  const timeoutMs = debugged ? longestTimer : route.integrationTimeoutMs;
  return limit(context, timeoutMs, () => context.invoker.invoke(functionId, invocation));
}

/** The invocation a request makes, with an id and a trace of its own. */
export function invocationFor(
  { ids }: Pick<StageContext, "ids">,
  arrival: Arrival,
  event: JsonValue,
): Invocation {
  const traceHeader = traceHeaderOf(arrival);
  return { payload: event, requestId: ids.uuid(), traceHeader, clientContext: null };
}

/** `X-Amzn-Trace-Id` as an integration gets it. */
export function traceHeaderOf({ traceRoot, traceParent }: Arrival): string {
  return `Root=${traceRoot};Parent=${traceParent};Sampled=0`;
}

/** The integration's result, or the failure of one that was too slow or could not be called. */
function limit(
  { startTimer }: Pick<StageContext, "startTimer">,
  timeoutMs: number,
  call: () => Promise<InvocationResult>,
): Promise<InvocationResult | GatewayFailure> {
  // What it throws at once is a rejection, too.
  const answer = async (): Promise<InvocationResult> => call();
  return new Promise((resolve) => {
    const cancel = startTimer(timeoutMs, () => {
      const detail = `the function did not answer within ${timeoutMs} ms, the integration timeout`;
      resolve(failGateway("INTEGRATION_TIMEOUT", { detail }));
    });
    const settle = (outcome: InvocationResult | GatewayFailure): void => {
      cancel();
      resolve(outcome);
    };
    answer().then(settle, (error: unknown) => settle(explainRejection(error)));
  });
}

/** An invoker rejects only for a name that none of its functions has. */
export function explainRejection(error: unknown): GatewayFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return failGateway("API_CONFIGURATION_ERROR", {
    detail: `the function could not be invoked: ${reason}`,
  });
}

/** The gateway's answer to a function that failed or was not run; `null` where it succeeded. */
export function functionFailure(
  functionId: string,
  { failure }: InvocationResult,
): GatewayFailure | null {
  if (failure === null) return null;
  const detail = `${functionId} failed: ${failure.errorType}: ${failure.errorMessage}`;
  return isRefusal(failure)
    ? failGateway("API_CONFIGURATION_ERROR", { detail })
    : failIntegration(detail);
}

/** Lambda did not run the function at all (Lambda guide, API Gateway: such a refusal is 500). */
function isRefusal({ kind, errorType }: FunctionFailure): boolean {
  return (
    kind === "not-found" || kind === "throttled" || errorType === "RequestEntityTooLargeException"
  );
}
