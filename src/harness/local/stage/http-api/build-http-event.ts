import { headerValue } from "../../../core/http-message.ts";
import {
  buildHttpApiEvent,
  type HttpApiEvent,
  type HttpApiEventInput,
} from "../../../model/events/http-api-event.ts";
import {
  buildHttpApiEventV1,
  type HttpApiEventV1,
} from "../../../model/events/http-api-event-v1.ts";
import type { PayloadFormat } from "../../../model/events/payload-format.ts";
import { isTextMediaType } from "../../../model/events/text-media-type.ts";
import type { Arrival } from "../accept-request.ts";
import { httpAuthorizerOf } from "../authorization/authorization.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { HttpPlace } from "./match-http-route.ts";

/** Turns a routed request into the event its function is given, in the format of its integration. */
export function buildHttpEvent(
  context: HttpStageContext,
  place: HttpPlace,
  arrival: Arrival,
  format: PayloadFormat = place.route.format,
): HttpApiEvent | HttpApiEventV1 {
  const { request } = arrival;
  const { route, pathParameters, requestPath } = place;
  const bytes = request.body ?? new Uint8Array(0);
  const isText = isTextMediaType(headerValue(request.headers, "content-type"));
  const isEmpty = bytes.byteLength === 0;
  const input: HttpApiEventInput = {
    api: context.api,
    routeKey: route.routeKey,
    method: arrival.method,
    requestPath: format === "1.0" ? pathOnDomain(arrival, requestPath) : requestPath,
    query: request.query,
    headers: request.headers,
    pathParameters,
    body: isEmpty ? null : Buffer.from(bytes).toString(isText ? "utf8" : "base64"),
    bodyLength: bytes.byteLength,
    isBase64Encoded: !isEmpty && !isText,
    sourceIp: arrival.connection.sourceIp,
    requestId: arrival.requestId,
    traceHeader: `Root=${arrival.traceRoot}`,
    requestTimeEpoch: arrival.startedAt,
    authorizer: httpAuthorizerOf(place.authorized.values, format),
  };
  return format === "2.0" ? buildHttpApiEvent(input) : buildHttpApiEventV1(input);
}

/**
 * On a custom domain `path` of format 1.0 has the key of the mapping, which `rawPath` of 2.0 lacks (guide: "Create
 * AWS Lambda proxy integrations for HTTP APIs", `rawPath`).
 */
function pathOnDomain({ connection, request }: Arrival, requestPath: string): string {
  return connection.mapping === undefined ? requestPath : request.path;
}
