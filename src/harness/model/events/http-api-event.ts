import { headerValue, type HeaderLine } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { decodePath } from "./decode-path.ts";
import { decodeHttpQuery } from "./http-query.ts";
import { groupHttpHeaders } from "./http-request-headers.ts";
import {
  defaultHost,
  domainPrefix,
  formatRequestTime,
  type RestApiIdentity,
} from "./rest-proxy-event.ts";

/** An HTTP API and its stage, as events name them. */
export type HttpApiIdentity = Omit<RestApiIdentity, "deploymentId">;

/** `requestContext` of an event of format 2.0. */
export type HttpRequestContext = {
  accountId: string;
  apiId: string;
  /** Only on a route with an authorizer. */
  authorizer?: JsonObject;
  domainName: string;
  domainPrefix: string;
  http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
  /** The short form, as in the response header `apigw-requestid`. */
  requestId: string;
  routeKey: string;
  stage: string;
  time: string;
  /** Milliseconds since the Unix epoch. */
  timeEpoch: number;
};

/**
 * The event of payload format 2.0 that an HTTP API's Lambda integration sends. What is empty is left
 * out. A type, not an interface, so that it is JSON to the compiler too.
 */
export type HttpApiEvent = {
  version: "2.0";
  routeKey: string;
  /** Decoded, with the prefix of a named stage. */
  rawPath: string;
  /** As sent. */
  rawQueryString: string;
  cookies?: string[];
  /** Lower-case names; values of a repeated header are joined by commas. */
  headers: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  requestContext: HttpRequestContext;
  body?: string;
  pathParameters?: Record<string, string>;
  isBase64Encoded: boolean;
  stageVariables?: Record<string, string>;
};

/** What an event of an HTTP API is made of, in either format. */
export interface HttpApiEventInput {
  readonly api: HttpApiIdentity;
  /** `GET /orders/{orderId}`, `ANY /files/{proxy+}`, `$default`. */
  readonly routeKey: string;
  /** Upper case. */
  readonly method: string;
  /** Raw path with the prefix of a named stage. */
  readonly requestPath: string;
  /** Raw query, without `?`. */
  readonly query: string;
  readonly headers: readonly HeaderLine[];
  /** As they stand in the path; `null` for a route without variables. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
  /** Text, or base64; `null` for an empty body. */
  readonly body: string | null;
  /** Bytes of the body as sent. */
  readonly bodyLength: number;
  readonly isBase64Encoded: boolean;
  readonly sourceIp: string;
  readonly requestId: string;
  /** `Root=1-…-…`. */
  readonly traceHeader: string;
  readonly requestTimeEpoch: number;
  /** `requestContext.authorizer`; absent without an authorizer. */
  readonly authorizer?: JsonObject | undefined;
}

/**
 * Builds the event of payload format 2.0. Path and path parameters are decoded, the query string is
 * kept as sent, what is empty is absent (recorded).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildHttpApiEvent(input: HttpApiEventInput): HttpApiEvent {
  const { api } = input;
  const host = headerValue(input.headers, "host") ?? defaultHost(api);
  const path = decodePath(input.requestPath);
  const groups = new Map(
    groupHttpHeaders(input.headers, {
      sourceIp: input.sourceIp,
      defaultHost: host,
      traceHeader: input.traceHeader,
      bodyLength: input.bodyLength,
    }),
  );
  const cookies = (groups.get("cookie") ?? []).flatMap(splitCookies);
  groups.delete("cookie");
  const query = decodeHttpQuery(input.query);
  const parameters = decodeParameters(input.pathParameters);
  return {
    version: "2.0",
    routeKey: input.routeKey,
    rawPath: path,
    rawQueryString: input.query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: joinValues(groups),
    ...(query.size === 0 ? {} : { queryStringParameters: joinValues(query) }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      ...(input.authorizer === undefined ? {} : { authorizer: input.authorizer }),
      domainName: host,
      domainPrefix: domainPrefix(host),
      http: {
        method: input.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: input.sourceIp,
        userAgent: headerValue(input.headers, "user-agent") ?? "",
      },
      requestId: input.requestId,
      routeKey: input.routeKey,
      stage: api.stage,
      time: formatRequestTime(input.requestTimeEpoch),
      timeEpoch: input.requestTimeEpoch,
    },
    ...(input.body === null ? {} : { body: input.body }),
    ...(parameters === null ? {} : { pathParameters: parameters }),
    isBase64Encoded: input.isBase64Encoded,
    ...(Object.keys(api.stageVariables ?? {}).length === 0
      ? {}
      : { stageVariables: { ...api.stageVariables } }),
  };
}

function splitCookies(header: string): readonly string[] {
  return header
    .split(";")
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

function joinValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(",")]));
}

/** Values of path variables as an HTTP API hands them on; `null` for a route without any. */
export function decodeParameters(
  parameters: Readonly<Record<string, string>> | null,
): Record<string, string> | null {
  if (parameters === null) return null;
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, decodePath(value)]),
  );
}
