import { headerValue, type HeaderLine, type HttpRequest } from "../../../core/http-message.ts";
import { decodePath } from "../../../model/events/decode-path.ts";
import type { Arrival } from "../accept-request.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { failGateway, isFailure, type GatewayFailure } from "../gateway-failure.ts";
import { callHttp } from "../integrations/call-http.ts";
import type { HttpPlace } from "../integrations/integration.ts";
import { traceHeaderOf } from "../invoke-function.ts";
import { isSendable } from "../merge-headers.ts";
import type { MappedRequest } from "./apply-mapping.ts";
import type { HttpStageContext } from "./http-stage-context.ts";
import type { HttpPlace as RoutedPlace } from "./match-http-route.ts";

/** Not handed on in either direction: they belong to a connection, or are set anew. */
const ownOfConnection: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "forwarded",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/** Hands a request of an HTTP API to the server of its integration, and its answer back. */
export async function callHttpServer(
  context: HttpStageContext,
  place: RoutedPlace,
  arrival: Arrival,
  { server, mapped }: { readonly server: HttpPlace; readonly mapped: MappedRequest },
): Promise<UnfinishedResponse | GatewayFailure> {
  const { request, path } = mapped;
  const uri = path === null ? server.uri : withPath(server.uri, path);
  const answer = await callHttp(context, arrival, {
    place: { ...server, uri },
    timeoutMs: place.route.integrationTimeoutMs,
    // The variables of the route fill those of the uri (guide, HTTP integrations).
    path: new Map(
      Object.entries(place.pathParameters ?? {}).map(([name, raw]) => [name, decodePath(raw)]),
    ),
    query: request.query,
    headers: headersOf(context, arrival, request),
    body: request.body ?? new Uint8Array(0),
  });
  if (isFailure(answer)) return unavailable(answer);
  const headers = answer.headers.flatMap(([name, value]): readonly HeaderLine[] => {
    const lower = name.toLowerCase();
    const isOwn = ownOfConnection.has(lower) || lower === "date" || lower === "apigw-requestid";
    return isOwn || !isSendable(lower, value) ? [] : [[lower, value]];
  });
  return { status: answer.status, headers, body: answer.body };
}

/** A server that cannot be reached is answered like one that is too slow: 503. */
function unavailable(failure: GatewayFailure): GatewayFailure {
  const { detail } = failure;
  return failure.type === "INTEGRATION_FAILURE"
    ? failGateway("INTEGRATION_TIMEOUT", { detail })
    : failure;
}

/** `overwrite:path` sets all of the path. */
function withPath(uri: string, path: string): string {
  const [, origin = uri, query = ""] = /^(https?:\/\/[^/?#]+)[^?#]*(\?[^#]*)?/iu.exec(uri) ?? [];
  return `${origin}${path.startsWith("/") ? "" : "/"}${path}${query}`;
}

/** The client's headers, and a `Forwarded` in place of `X-Forwarded-*` (guide). */
function headersOf(
  { api }: HttpStageContext,
  arrival: Arrival,
  { headers }: HttpRequest,
): readonly HeaderLine[] {
  const own = headers.filter(([name]) => !ownOfConnection.has(name.toLowerCase()));
  const host =
    headerValue(arrival.request.headers, "host") ??
    `${api.apiId}.execute-api.${api.region}.amazonaws.com`;
  const isTyped = headerValue(own, "content-type") !== undefined;
  return [
    ...own,
    ...(isTyped ? [] : [["content-type", "application/json"] as const]),
    ["forwarded", `for=${arrival.connection.sourceIp};host=${host};proto=https`],
    ["x-amzn-trace-id", traceHeaderOf(arrival)],
  ];
}
