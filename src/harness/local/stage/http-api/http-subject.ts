import type { Arrival } from "../accept-request.ts";
import {
  executeApiArn,
  type AuthorizationSubject,
} from "../authorization/authorization-subject.ts";
import { buildHttpEvent } from "./build-http-event.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { HttpPlace } from "./match-http-route.ts";

/** A request to an HTTP API, as its authorizers look at it. */
export function httpSubject(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
): AuthorizationSubject {
  return {
    kind: "http",
    arrival,
    arn: executeApiArn(context.api, arrival.method, place.path),
    endpoint: "public",
    otherwise: false,
    event: (format) => {
      const wanted = format === "1.0" ? "1.0" : "2.0";
      const {
        body: _body,
        isBase64Encoded: _flag,
        ...event
      } = buildHttpEvent(context, place, arrival, wanted);
      return event;
    },
    contextValue: (name) => contextValues(context, place, arrival).get(name),
  };
}

/** `$context.NAME` as far as the stage knows it (guide: "Customizing HTTP API access logs"). */
function contextValues(
  { api }: HttpStageContext,
  { route, requestPath }: HttpPlace,
  arrival: Arrival,
): ReadonlyMap<string, string | null> {
  const agent = arrival.request.headers.find(([name]) => name.toLowerCase() === "user-agent");
  return new Map([
    ["accountId", api.accountId],
    ["apiId", api.apiId],
    ["httpMethod", arrival.method],
    ["identity.sourceIp", arrival.connection.sourceIp],
    ["identity.userAgent", agent?.[1] ?? null],
    ["path", requestPath],
    ["protocol", "HTTP/1.1"],
    ["requestId", arrival.requestId],
    ["routeKey", route.routeKey],
    ["stage", api.stage],
  ]);
}
