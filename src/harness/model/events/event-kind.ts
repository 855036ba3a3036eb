import { isObject } from "../../core/json.ts";

/**
 * What sent an event. `apigateway-rest`, those of HTTP APIs (payload format 2.0 and 1.0) and
 * `eventbridge` have schemas here; the others are told apart, not checked.
 */
export type EventKind =
  | "apigateway-rest"
  | "apigateway-http"
  | "apigateway-http-1.0"
  | "eventbridge"
  | "sqs"
  | "sns"
  | "s3"
  | "dynamodb"
  | "kinesis";

const recordSources: ReadonlyMap<unknown, EventKind> = new Map<unknown, EventKind>([
  ["aws:sqs", "sqs"],
  ["aws:sns", "sns"],
  ["aws:s3", "s3"],
  ["aws:dynamodb", "dynamodb"],
  ["aws:kinesis", "kinesis"],
]);

/**
 * True for what people write by hand to call a function behind a REST API: `httpMethod` and `path`, perhaps a
 * body, and little of what API Gateway adds.
 */
export function isPartOfRestEvent(value: unknown): value is { readonly [key: string]: unknown } {
  return (
    isObject(value) &&
    typeof value["httpMethod"] === "string" &&
    ("path" in value || "body" in value || "pathParameters" in value) &&
    detectEventKind(value) === null
  );
}

/** Tells from its shape what sent an event; `null` when nothing known sends this. */
export function detectEventKind(value: unknown): EventKind | null {
  if (!isObject(value)) return null;
  // What authorizers are asked with looks much like the event of the function behind them.
  if ("methodArn" in value || "routeArn" in value) return null;
  if ("detail-type" in value && "source" in value) return "eventbridge";
  if ("routeKey" in value && "rawPath" in value) return "apigateway-http";
  if ("httpMethod" in value && ("resource" in value || "requestContext" in value)) {
    return "version" in value ? "apigateway-http-1.0" : "apigateway-rest";
  }
  const records = value["Records"];
  const first: unknown = Array.isArray(records) ? records[0] : undefined;
  if (!isObject(first)) return null;
  return recordSources.get(first["eventSource"] ?? first["EventSource"]) ?? null;
}
