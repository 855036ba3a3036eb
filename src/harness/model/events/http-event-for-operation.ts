import { toBytes, type HeaderLine } from "../../core/http-message.ts";
import { decodeBase64 } from "./base64.ts";
import { buildHttpApiEvent, type HttpApiEvent, type HttpApiEventInput } from "./http-api-event.ts";
import { buildHttpApiEventV1, type HttpApiEventV1 } from "./http-api-event-v1.ts";
import {
  bodyText,
  defaultApi,
  defaultTime,
  expandPath,
  headerLines,
  queryValues,
  type OperationCall,
} from "./operation-call.ts";
import { encodeQuery } from "./query-parameters.ts";
import { isDefaultRoute, routeKeyOf } from "./route-key.ts";
import { stagePrefix } from "./stage-prefix.ts";

/** A call of an operation of an HTTP API. Default stage: `$default`. */
export interface HttpOperationCall extends OperationCall {
  /** True for `x-amazon-apigateway-any-method`. */
  readonly anyMethod?: boolean;
}

/**
 * Builds the event of payload format 2.0 that an operation's function would be given, without a
 * server. Same input, same event: ids and time are fixed unless given.
 *
 * @example
 * const event = httpEventForOperation({ method: "GET", path: "/pets/{petId}", pathParameters: { petId: 7 } });
 * event.routeKey; // "GET /pets/{petId}"
 */
export function httpEventForOperation(call: HttpOperationCall): HttpApiEvent {
  const event = buildHttpApiEvent(inputOf(call));
  if (call.authorizer === undefined) return event;
  const authorizer = call.authorizer;
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
}

/** The same of payload format 1.0. */
export function httpEventV1ForOperation(call: HttpOperationCall): HttpApiEventV1 {
  return buildHttpApiEventV1(inputOf(call));
}

function inputOf(call: HttpOperationCall): HttpApiEventInput {
  const stage = call.stage ?? "$default";
  const method = call.method.toUpperCase();
  const route = { method, anyMethod: call.anyMethod ?? false, path: call.path };
  // The default route has no path of its own.
  const template = isDefaultRoute(route) ? "/" : call.path;
  const path = expandPath(template, call.pathParameters ?? {});
  const body = bodyText(call.body);
  const isBase64Encoded = call.isBase64Encoded ?? false;
  return {
    api: { ...defaultApi, ...call.api, stage, stageVariables: call.stageVariables ?? null },
    routeKey: routeKeyOf(route),
    method,
    requestPath: `${stagePrefix(stage)}${path.raw}`,
    query: encodeQuery(queryValues(call.query ?? {})),
    headers: headerLines(call).filter(isNoLength),
    pathParameters: path.values,
    body,
    bodyLength: bodyLength(body, isBase64Encoded),
    isBase64Encoded,
    sourceIp: call.sourceIp ?? "127.0.0.1",
    requestId: call.requestId ?? "AAAAAAAAAAAAAAA=",
    traceHeader: "Root=1-70dbd880-000000000000000000000000",
    requestTimeEpoch: call.requestTimeEpoch ?? defaultTime,
  };
}

function isNoLength([name]: HeaderLine): boolean {
  return name.toLowerCase() !== "content-length";
}

function bodyLength(body: string | null, isBase64Encoded: boolean): number {
  if (body === null) return 0;
  const bytes = isBase64Encoded ? decodeBase64(body) : toBytes(body);
  return bytes?.byteLength ?? 0;
}
