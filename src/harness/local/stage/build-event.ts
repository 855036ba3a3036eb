import { headerValue } from "../../core/http-message.ts";
import { buildRestProxyEvent, type RestProxyEvent } from "../../model/events/rest-proxy-event.ts";
import type { Arrival } from "./accept-request.ts";
import { restAuthorizerOf } from "./authorization/authorization.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";

/** Turns a routed request into the event its function is given. */
export function buildEvent(
  context: StageContext,
  match: RouteMatch,
  arrival: Arrival,
): RestProxyEvent {
  const { request } = arrival;
  const contentType = headerValue(request.headers, "content-type");
  const hasBody = request.body !== null && request.body.byteLength > 0;
  const isBinary = (hasBody || contentType !== undefined) && context.binary.matches(contentType);
  return buildRestProxyEvent({
    api: context.api,
    resource: match.route.resource,
    method: arrival.method,
    path: match.path,
    requestPath: match.requestPath,
    query: request.query,
    headers: request.headers,
    pathParameters: match.pathParameters,
    body: hasBody ? bodyOf(request.body, isBinary) : null,
    isBase64Encoded: isBinary,
    sourceIp: arrival.connection.sourceIp,
    requestId: arrival.requestId,
    extendedRequestId: arrival.extendedRequestId,
    traceHeader: `Root=${arrival.traceRoot}`,
    requestTimeEpoch: arrival.startedAt,
    authorizer: restAuthorizerOf(match.authorized.values),
    identity: match.authorized.identity,
  });
}

function bodyOf(body: Uint8Array, isBinary: boolean): string {
  const view = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return view.toString(isBinary ? "base64" : "utf8");
}
