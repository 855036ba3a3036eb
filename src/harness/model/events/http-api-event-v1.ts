import { headerValue } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { decodePath } from "./decode-path.ts";
import { decodeParameters, type HttpApiEventInput } from "./http-api-event.ts";
import { decodeHttpQuery } from "./http-query.ts";
import { groupHttpHeaders } from "./http-request-headers.ts";
import {
  defaultHost,
  domainPrefix,
  formatRequestTime,
  unknownCaller,
  type RestIdentity,
  type RestProxyEvent,
  type RestRequestContext,
} from "./rest-proxy-event.ts";

/** `requestContext` of an event of format 1.0. */
export type HttpRequestContextV1 = Omit<
  RestRequestContext,
  "deploymentId" | "identity" | "operationName" | "resourceId"
> & {
  authorizer: JsonObject;
  identity: RestIdentity & { clientCert: null };
  resourceId: null;
};

/**
 * The event of payload format 1.0 of an HTTP API: that of a REST API with `version`, lower-case header
 * names, a decoded path that begins with a named stage, and a request context of its own.
 */
export type HttpApiEventV1 = Omit<RestProxyEvent, "requestContext"> & {
  version: "1.0";
  requestContext: HttpRequestContextV1;
};

/**
 * Builds the event of payload format 1.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildHttpApiEventV1(input: HttpApiEventInput): HttpApiEventV1 {
  const { api } = input;
  const host = headerValue(input.headers, "host") ?? defaultHost(api);
  const groups = groupHttpHeaders(input.headers, {
    sourceIp: input.sourceIp,
    defaultHost: host,
    traceHeader: input.traceHeader,
    bodyLength: input.bodyLength,
  });
  const query = decodeHttpQuery(input.query);
  const resource = resourceOf(input.routeKey);
  const path = decodePath(input.requestPath);
  const variables = api.stageVariables ?? {};
  return {
    version: "1.0",
    resource,
    path,
    httpMethod: input.method,
    headers: lastValues(groups),
    multiValueHeaders: allValues(groups),
    queryStringParameters: query.size === 0 ? null : lastValues(query),
    multiValueQueryStringParameters: query.size === 0 ? null : allValues(query),
    requestContext: contextOf(input, { host, resource, path }),
    pathParameters: decodeParameters(input.pathParameters),
    stageVariables: Object.keys(variables).length === 0 ? null : { ...variables },
    body: input.body,
    isBase64Encoded: input.isBase64Encoded,
  };
}

interface Place {
  readonly host: string;
  readonly resource: string;
  readonly path: string;
}

function contextOf(
  input: HttpApiEventInput,
  { host, resource, path }: Place,
): HttpRequestContextV1 {
  return {
    accountId: input.api.accountId,
    apiId: input.api.apiId,
    authorizer: input.authorizer ?? { claims: null, scopes: null },
    domainName: host,
    domainPrefix: domainPrefix(host),
    extendedRequestId: input.requestId,
    httpMethod: input.method,
    identity: { ...unknownCaller(input), clientCert: null },
    path,
    protocol: "HTTP/1.1",
    requestId: input.requestId,
    requestTime: formatRequestTime(input.requestTimeEpoch),
    requestTimeEpoch: input.requestTimeEpoch,
    resourceId: null,
    resourcePath: resource,
    stage: input.api.stage,
  };
}

/** `/orders` of `GET /orders`; `$default` as it is. */
function resourceOf(routeKey: string): string {
  return routeKey.slice(routeKey.indexOf(" ") + 1);
}

function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ""]));
}

function allValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string[]> {
  return Object.fromEntries([...values].map(([name, all]) => [name, [...all]]));
}
