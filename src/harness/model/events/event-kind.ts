import { isObject } from "../../core/json.ts";

/** What sent an event. Those of `eventSchema` have schemas here; the others are told apart, not checked. */
export type EventKind = keyof typeof senders;

/** Who sends each kind, as the subject of a sentence. */
const senders = {
  "apigateway-rest": "a REST API",
  "apigateway-http": "an HTTP API or a function URL",
  "apigateway-websocket": "a WebSocket API",
  "apigateway-authorizer": "API Gateway for an authorizer",
  alb: "a load balancer",
  eventbridge: "EventBridge",
  sqs: "SQS",
  sns: "SNS",
  s3: "S3",
  dynamodb: "a DynamoDB stream",
  kinesis: "a Kinesis stream",
  cognito: "a Cognito user pool",
  "cloudwatch-logs": "CloudWatch Logs",
  kafka: "Kafka",
  mq: "Amazon MQ",
  documentdb: "DocumentDB",
} as const;

/** Who sends events of a kind: `SQS`, `a REST API`. */
export function senderOf(kind: EventKind): string {
  return senders[kind];
}

const recordSources: ReadonlyMap<unknown, EventKind> = new Map<unknown, EventKind>([
  ["aws:sqs", "sqs"],
  ["aws:sns", "sns"],
  ["aws:s3", "s3"],
  ["aws:dynamodb", "dynamodb"],
  ["aws:kinesis", "kinesis"],
]);

/** Batches that carry their source once, beside the records. */
const batchSources: ReadonlyMap<unknown, EventKind> = new Map<unknown, EventKind>([
  ["aws:kafka", "kafka"],
  ["SelfManagedKafka", "kafka"],
  ["aws:mq", "mq"],
  ["aws:rmq", "mq"],
  ["aws:docdb", "documentdb"],
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

/** API Gateway and load balancers, whose events have much in common. */
function detectHttpKind(value: { readonly [key: string]: unknown }): EventKind | null {
  const { requestContext: context } = value;
  const isAuthorizer = value["type"] === "REQUEST" || value["type"] === "TOKEN";
  if (isAuthorizer && ("methodArn" in value || "routeArn" in value)) return "apigateway-authorizer";
  if (isObject(context) && "elb" in context) return "alb";
  if (isObject(context) && "connectionId" in context) return "apigateway-websocket";
  if ("routeKey" in value && "rawPath" in value) return "apigateway-http";
  if ("httpMethod" in value && ("resource" in value || "requestContext" in value)) {
    return "version" in value ? "apigateway-http" : "apigateway-rest";
  }
  return null;
}

/** Tells from its shape what sent an event; `null` when nothing known sends this. */
export function detectEventKind(value: unknown): EventKind | null {
  if (!isObject(value)) return null;
  if ("detail-type" in value && "source" in value) return "eventbridge";
  if ("triggerSource" in value && "userPoolId" in value) return "cognito";
  if (isObject(value["awslogs"])) return "cloudwatch-logs";
  const ofGateway = detectHttpKind(value) ?? batchSources.get(value["eventSource"]);
  if (ofGateway !== undefined) return ofGateway;
  const records = value["Records"];
  const first: unknown = Array.isArray(records) ? records[0] : undefined;
  if (!isObject(first)) return null;
  return recordSources.get(first["eventSource"] ?? first["EventSource"]) ?? null;
}
