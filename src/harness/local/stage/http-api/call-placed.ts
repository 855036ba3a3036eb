import type { InvocationResult } from "../../../core/function-invoker.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { isFailure, type GatewayFailure } from "../gateway-failure.ts";
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
  /** Of a server or a service; `null` for a function, and where nothing answered. */
  readonly integrationStatus: number | null;
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
    return answered(await callHttpServer(context, place, arrival, { server, mapped }));
  }
  if (route.service !== null) {
    return answered(await callSubtype(context, place, arrival, route.service));
  }
  const event = buildHttpEvent(context, place, { ...arrival, request: mapped.request });
  const outcome = await invokeFunction(context, route, arrival, event);
  const known = { event, invoked: outcome.result, integrationStatus: null };
  if (outcome.failure !== null) return { ...known, response: outcome.failure };
  return { ...known, response: mapHttpResponse(route, outcome.result.payload) };
}

function answered(response: PlacedResult["response"]): PlacedResult {
  const integrationStatus = isFailure(response) ? null : response.status;
  return { event: null, invoked: null, integrationStatus, response };
}
