import { headerValue, type HeaderLine } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { percentEncode } from "./query-parameters.ts";
import type { RestApiIdentity } from "./rest-proxy-event.ts";

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

/** The API an event is of unless the call says otherwise. */
export const defaultApi = {
  accountId: "123456789012",
  apiId: "1234567890",
  deploymentId: "abc123",
  region: "us-east-1",
};

/** Milliseconds since the Unix epoch: the time of an event unless the call says otherwise. */
export const defaultTime = Date.UTC(2030, 0, 1);

/** A path with its variables filled in. */
export interface ExpandedPath {
  readonly raw: string;
  readonly values: Record<string, string> | null;
}

/** A variable without a value stays in the path as the template writes it, so that it is seen. */
export function expandPath(
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

/** A single value as a list of one, everything as text. */
export function queryValues(
  query: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      (isList(value) ? value : [value]).map(String),
    ]),
  );
}

/** The header lines of a call; a body that is no text makes it JSON. */
export function headerLines(call: OperationCall): readonly HeaderLine[] {
  const lines = Object.entries(call.headers ?? {}).flatMap(([name, value]): HeaderLine[] =>
    typeof value === "string" ? [[name, value]] : value.map((item) => [name, item]),
  );
  const isJson = call.body !== undefined && call.body !== null && typeof call.body !== "string";
  if (isJson && headerValue(lines, "content-type") === undefined) {
    lines.push(["Content-Type", "application/json"]);
  }
  return lines;
}

/** The body of a call as text. */
export function bodyText(body: JsonValue | undefined): string | null {
  if (body === undefined || body === null) return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}
