import { headerValue, type HeaderLine } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { decodeQuery } from "./query-parameters.ts";
import { restRequestHeaders } from "./rest-request-headers.ts";

/** `requestContext.identity` of a REST API without IAM: twelve keys, always there. */
export type RestIdentity = {
  accessKey: null;
  accountId: null;
  caller: null;
  cognitoAuthenticationProvider: null;
  cognitoAuthenticationType: null;
  cognitoIdentityId: null;
  cognitoIdentityPoolId: null;
  principalOrgId: null;
  sourceIp: string;
  user: null;
  userAgent: string | null;
  userArn: null;
};

/** `requestContext` of a REST API's proxy event. */
export type RestRequestContext = {
  accountId: string;
  apiId: string;
  /** Only where an authorizer let the request in. */
  authorizer?: JsonObject;
  deploymentId: string;
  domainName: string;
  domainPrefix: string;
  extendedRequestId: string;
  httpMethod: string;
  identity: RestIdentity;
  /** Only of a stage with a canary. */
  isCanaryRequest?: boolean;
  /** Only when the method has an operation name (`operationId` in the document). */
  operationName?: string;
  path: string;
  protocol: string;
  requestId: string;
  requestTime: string;
  requestTimeEpoch: number;
  resourceId: string;
  resourcePath: string;
  stage: string;
};

/**
 * The event a REST API's Lambda proxy integration sends (payload 1.0 without `version`).
 * Nothing is ever left out: what is empty is `null`. A type, not an interface, so that it is JSON
 * to the compiler too.
 */
export type RestProxyEvent = {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  pathParameters: Record<string, string> | null;
  stageVariables: Record<string, string> | null;
  requestContext: RestRequestContext;
  body: string | null;
  isBase64Encoded: boolean;
};

/** The deployed API a request goes to. */
export interface RestApiIdentity {
  /** 12 digits. */
  readonly accountId: string;
  /** 10 characters. */
  readonly apiId: string;
  /** 6 characters. */
  readonly deploymentId: string;
  readonly region: string;
  readonly stage: string;
  /** `null` (or empty) when the stage has none. */
  readonly stageVariables: Readonly<Record<string, string>> | null;
  /** Absent for a stage without a canary. */
  readonly isCanaryRequest?: boolean;
}

/** The resource a request was routed to. */
export interface RestResource {
  /** 6 characters. */
  readonly resourceId: string;
  /** Path template: `/orders/{orderId}`. */
  readonly resourcePath: string;
  /** `operationId`, `null` without one. */
  readonly operationName: string | null;
}

/** Everything a proxy event is made of. */
export interface RestProxyEventInput {
  readonly api: RestApiIdentity;
  readonly resource: RestResource;
  readonly method: string;
  /** Raw path without the stage, percent-encoding and trailing slash kept. */
  readonly path: string;
  /** Raw path as requested, stage included: `requestContext.path`. */
  readonly requestPath: string;
  /** Raw query without `?`. */
  readonly query: string;
  readonly headers: readonly HeaderLine[];
  /** Values as they stand in the path, not decoded; `null` for a template without variables. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** `Root=1-…-…`. */
  readonly traceHeader: string;
  /** Milliseconds since the Unix epoch. */
  readonly requestTimeEpoch: number;
  /** `requestContext.authorizer`; absent without an authorizer. */
  readonly authorizer?: JsonObject | undefined;
  /** Goes over `requestContext.identity`: what a key or a signature says of the caller. */
  readonly identity?: JsonObject;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * A time as API Gateway writes `requestTime`, always UTC.
 *
 * @example formatRequestTime(0) // "01/Jan/1970:00:00:00 +0000"
 */
export function formatRequestTime(epoch: number): string {
  const second = Math.floor(epoch / 1000);
  if (second !== writtenSecond) {
    writtenSecond = second;
    writtenTime = writeTime(epoch);
  }
  return writtenTime;
}

/** A second holds thousands of requests. */
let writtenSecond = Number.NaN;
let writtenTime = "";

function writeTime(epoch: number): string {
  const iso = new Date(epoch).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? "Jan";
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

/** The host API Gateway gives an API by default. */
export function defaultHost(api: Pick<RestApiIdentity, "apiId" | "region">): string {
  return `${api.apiId}.execute-api.${api.region}.amazonaws.com`;
}

/** The first label of a host: `abc` of `abc.execute-api.eu-west-1.amazonaws.com`. */
export function domainPrefix(host: string): string {
  const end = host.search(/[.:]/u);
  return end === -1 ? host : host.slice(0, end);
}

/** A caller of whom nothing but the address and the client is known. */
export function unknownCaller({
  sourceIp,
  headers,
}: Pick<RestProxyEventInput, "sourceIp" | "headers">): RestIdentity {
  return {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp,
    user: null,
    userAgent: headerValue(headers, "user-agent") ?? null,
    userArn: null,
  };
}

function requestContext(input: RestProxyEventInput, host: string): RestRequestContext {
  const { api, resource } = input;
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    ...(input.authorizer === undefined ? {} : { authorizer: input.authorizer }),
    deploymentId: api.deploymentId,
    domainName: host,
    domainPrefix: domainPrefix(host),
    extendedRequestId: input.extendedRequestId,
    httpMethod: input.method,
    identity: { ...unknownCaller(input), ...input.identity },
    ...(api.isCanaryRequest === undefined ? {} : { isCanaryRequest: api.isCanaryRequest }),
    ...(resource.operationName === null ? {} : { operationName: resource.operationName }),
    path: input.requestPath,
    protocol: "HTTP/1.1",
    requestId: input.requestId,
    requestTime: formatRequestTime(input.requestTimeEpoch),
    requestTimeEpoch: input.requestTimeEpoch,
    resourceId: resource.resourceId,
    resourcePath: resource.resourcePath,
    stage: api.stage,
  };
}

/**
 * Builds the event a REST API's Lambda proxy integration (AWS_PROXY) sends. The path and its
 * parameters stay percent-encoded, the query is decoded, empty maps are `null`: what recordings of
 * the service show, where its guide says otherwise for the path.
 */
export function buildRestProxyEvent(input: RestProxyEventInput): RestProxyEvent {
  const { api } = input;
  const host = headerValue(input.headers, "host") ?? defaultHost(api);
  const query = decodeQuery(input.query);
  const { headers, multiValueHeaders } = restRequestHeaders(input.headers, {
    sourceIp: input.sourceIp,
    defaultHost: host,
    traceHeader: input.traceHeader,
  });
  return {
    resource: input.resource.resourcePath,
    path: input.path,
    httpMethod: input.method,
    headers,
    multiValueHeaders,
    queryStringParameters: query.single,
    multiValueQueryStringParameters: query.multi,
    pathParameters: input.pathParameters === null ? null : { ...input.pathParameters },
    stageVariables: nullWhenEmpty(api.stageVariables),
    requestContext: requestContext(input, host),
    body: input.body,
    isBase64Encoded: input.isBase64Encoded,
  };
}

function nullWhenEmpty(
  values: Readonly<Record<string, string>> | null,
): Record<string, string> | null {
  if (values === null) return null;
  const copy = { ...values };
  return Object.keys(copy).length === 0 ? null : copy;
}
