import type { JsonObject } from "../../core/json.ts";
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
import {
  buildRestProxyEvent,
  type RestIdentity,
  type RestProxyEvent,
  type RestRequestContext,
} from "./rest-proxy-event.ts";

/** Members the service leaves out and `APIGatewayProxyEvent` of @types/aws-lambda demands. */
type TypedIdentity = RestIdentity & { apiKey: null; apiKeyId: null; clientCert: null };
type TypedRequestContext = Omit<RestRequestContext, "authorizer" | "identity"> & {
  authorizer: JsonObject | undefined;
  identity: TypedIdentity;
};

/**
 * A proxy event that fits `APIGatewayProxyEvent`: `authorizer` is there (`undefined` without one)
 * and `identity.apiKey`, `apiKeyId` and `clientCert` are `null`, where the service sends none.
 */
export type OperationEvent = Omit<RestProxyEvent, "requestContext"> & {
  requestContext: TypedRequestContext;
};

/**
 * Builds the event an operation's function would be given, without a server. Same input, same
 * event: ids and time are fixed unless given.
 *
 * @example
 * const event = eventForOperation({
 *   method: "GET", path: "/orders/{orderId}", pathParameters: { orderId: "ORD-1" },
 * });
 * const result = await handler(event, context);
 */
export function eventForOperation(call: OperationCall): OperationEvent {
  const stage = call.stage ?? "dev";
  const path = expandPath(call.path, call.pathParameters ?? {});
  const event = buildRestProxyEvent({
    api: { ...defaultApi, ...call.api, stage, stageVariables: call.stageVariables ?? null },
    resource: {
      resourceId: "abc123",
      resourcePath: call.path,
      operationName: call.operationId ?? null,
    },
    method: call.method.toUpperCase(),
    path: path.raw,
    requestPath: `/${stage}${path.raw}`,
    query: encodeQuery(queryValues(call.query ?? {})),
    headers: headerLines(call),
    pathParameters: path.values,
    body: bodyText(call.body),
    isBase64Encoded: call.isBase64Encoded ?? false,
    sourceIp: call.sourceIp ?? "127.0.0.1",
    requestId: call.requestId ?? "00000000-0000-4000-8000-000000000000",
    extendedRequestId: "AAAAAAAAAAAAAAA=",
    traceHeader: "Root=1-70dbd880-000000000000000000000000",
    requestTimeEpoch: call.requestTimeEpoch ?? defaultTime,
  });
  const { identity, ...context } = event.requestContext;
  return {
    ...event,
    requestContext: {
      ...context,
      authorizer: call.authorizer,
      identity: { ...identity, apiKey: null, apiKeyId: null, clientCert: null },
    },
  };
}
