import type { InvocationResult } from "../../../core/function-invoker.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import type { GatewayFailure } from "../gateway-failure.ts";
import { invokeFunction } from "../invoke-function.ts";
import type { MappedRequest } from "./apply-mapping.ts";
import { buildHttpEvent } from "./build-http-event.ts";
import { callHttpServer } from "./call-http-server.ts";
import { callSubtype } from "./call-subtype.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import { mapHttpResponse } from "./map-http-response.ts";
import type { HttpPlace } from "./match-http-route.ts";

/** What came of the integration of a route. */
export interface PlacedResult {
  readonly event: JsonValue;
  readonly invoked: InvocationResult | null;
  readonly response: UnfinishedResponse | GatewayFailure;
}

/** Calls what a route of an HTTP API leads to: a function, a server, or an AWS service. */
export async function callPlaced(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
  mapped: MappedRequest,
): Promise<PlacedResult> {
  const { route } = place;
  if (route.server !== null) {
    const { server } = route;
    const response = await callHttpServer(context, place, arrival, { server, mapped });
    return { event: null, invoked: null, response };
  }
  if (route.service !== null) {
    const response = await callSubtype(context, place, arrival, route.service);
    return { event: null, invoked: null, response };
  }
  const event = buildHttpEvent(context, place, { ...arrival, request: mapped.request });
  const outcome = await invokeFunction(context, route, arrival, event);
  const invoked = outcome.result;
  if (outcome.failure !== null) return { event, invoked, response: outcome.failure };
  return { event, invoked, response: mapHttpResponse(route, outcome.result.payload) };
}
