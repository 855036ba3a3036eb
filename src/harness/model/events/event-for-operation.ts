import { headerValue, type HeaderLine } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { encodeQuery, percentEncode } from "./query-parameters.ts";
import {
  buildRestProxyEvent,
  type RestApiIdentity,
  type RestIdentity,
  type RestProxyEvent,
  type RestRequestContext,
} from "./rest-proxy-event.ts";

/** A value of a path, query or header parameter; it is written as text. */
export type ParameterValue = string | number | boolean;

/** An operation and the values to call it with, without a server. */
export interface OperationCall {
  readonly method: string;
  /** Path template as the document writes it: `/orders/{orderId}`. */
  readonly path: string;
  readonly operationId?: string | null;
  /** Plain values; they are percent-encoded into the path, `{name+}` keeps its slashes. */
  readonly pathParameters?: Readonly<Record<string, ParameterValue>>;
  /** A list becomes a repeated parameter. */
  readonly query?: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A string goes as it is; any other value as JSON, with `Content-Type: application/json` unless given. */
  readonly body?: JsonValue;
  /** True when `body` is base64 text of binary content. */
  readonly isBase64Encoded?: boolean;
  readonly stage?: string;
  readonly stageVariables?: Readonly<Record<string, string>> | null;
  /** What an authorizer handed on: `requestContext.authorizer`. */
  readonly authorizer?: JsonObject;
  /** Overrides of the API's identity: account, API id, region. */
  readonly api?: Partial<Omit<RestApiIdentity, "stage" | "stageVariables">>;
  readonly sourceIp?: string;
  readonly requestId?: string;
  /** Milliseconds since the Unix epoch. */
  readonly requestTimeEpoch?: number;
}

/** Members the service leaves out and `APIGatewayProxyEvent` of @types/aws-lambda demands. */
type TypedIdentity = RestIdentity & { apiKey: null; apiKeyId: null; clientCert: null };
type TypedRequestContext = Omit<RestRequestContext, "identity"> & {
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

const defaultApi = {
  accountId: "123456789012",
  apiId: "1234567890",
  deploymentId: "abc123",
  region: "us-east-1",
};

const defaultTime = Date.UTC(2030, 0, 1);

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

interface ExpandedPath {
  readonly raw: string;
  readonly values: Record<string, string> | null;
}

/** A variable without a value stays in the path as the template writes it, so that it is seen. */
function expandPath(
  template: string,
  given: Readonly<Record<string, ParameterValue>>,
): ExpandedPath {
  const values = new Map<string, string>();
  const raw = template.replaceAll(/\{([^{}]+)\}/gu, (written: string, variable: string) => {
    const greedy = variable.endsWith("+");
    const name = greedy ? variable.slice(0, -1) : variable;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) return written;
    const whole = percentEncode(String(value));
    const encoded = greedy ? whole.replaceAll("%2F", "/") : whole;
    values.set(name, encoded);
    return encoded;
  });
  return { raw, values: values.size === 0 ? null : Object.fromEntries(values) };
}

function isList(
  value: ParameterValue | readonly ParameterValue[],
): value is readonly ParameterValue[] {
  return Array.isArray(value);
}

function queryValues(
  query: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      (isList(value) ? value : [value]).map(String),
    ]),
  );
}

function headerLines(call: OperationCall): readonly HeaderLine[] {
  const lines = Object.entries(call.headers ?? {}).flatMap(([name, value]): HeaderLine[] =>
    typeof value === "string" ? [[name, value]] : value.map((item) => [name, item]),
  );
  const isJson = call.body !== undefined && call.body !== null && typeof call.body !== "string";
  if (isJson && headerValue(lines, "content-type") === undefined) {
    lines.push(["Content-Type", "application/json"]);
  }
  return lines;
}

function bodyText(body: JsonValue | undefined): string | null {
  if (body === undefined || body === null) return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}
