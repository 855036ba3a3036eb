import { isJsonObject, type JsonObject } from "../../../core/json.ts";
import type { Arrival } from "../accept-request.ts";
import { buildHttpEvent } from "./build-http-event.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { HttpPlace } from "./match-http-route.ts";

/**
 * `$context` of an HTTP API: flat, as in access logs, where the event has `http` and `time`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function httpContextVariables(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): JsonObject {
  const request = { ...arrival.request, body: null };
  const versioned = { ...place, route: { ...place.route, format: "1.0" as const } };
  const { requestContext } = buildHttpEvent(context, versioned, { ...arrival, request });
  const known: unknown = requestContext;
  const base = isJsonObject(known) ? known : {};
  return { ...base, routeKey: place.route.routeKey };
}
