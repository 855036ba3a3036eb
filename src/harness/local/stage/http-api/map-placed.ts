import { bodyText } from "../../../core/http-message.ts";
import { decodePath } from "../../../model/events/decode-path.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { mapHttpHeaders, mapHttpRequest, type MappedRequest } from "./apply-mapping.ts";
import { httpContextVariables } from "./http-context-variables.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { MappingSource } from "./mapping-values.ts";
import type { HttpPlace } from "./match-http-route.ts";

/** The request to a route as its parameter mapping leaves it. */
export function mapPlacedRequest(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): MappedRequest {
  const { request } = arrival;
  const changes = place.route.mapping.request;
  if (changes.length === 0) return { request, path: null };
  return mapHttpRequest(request, changes, requestSource(context, place, arrival));
}

/** What the mappings of a route read of its request. */
export function requestSource(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): MappingSource {
  const { request } = arrival;
  return {
    ...sourceOf(context, place, arrival),
    name: "request",
    headers: request.headers,
    query: request.query,
    path: place.requestPath,
    pathParameters: Object.fromEntries(
      Object.entries(place.pathParameters ?? {}).map(([name, raw]) => [name, decodePath(raw)]),
    ),
    body: bodyText(request),
  };
}

/** The response of a route's integration as its parameter mapping leaves it. */
export function mapPlacedResponse(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
  response: UnfinishedResponse,
): UnfinishedResponse {
  const changes = place.route.mapping.responses.get(response.status) ?? [];
  if (changes.length === 0) return response;
  return mapHttpHeaders(response, changes, {
    ...sourceOf(context, place, arrival),
    name: "response",
    headers: response.headers,
    query: "",
    path: "",
    pathParameters: {},
    body: bodyText(response),
  });
}

function sourceOf(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): Pick<MappingSource, "context" | "stageVariables"> {
  return {
    context: httpContextVariables(context, place, arrival),
    stageVariables: context.api.stageVariables ?? {},
  };
}
