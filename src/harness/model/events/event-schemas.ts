import type { JsonObject } from "../../core/json.ts";
import type { EventKind } from "./event-kind.ts";
import { proxyMembers, proxyProperties, textOrNull } from "./event-schema-parts.ts";
import { httpEventSchema, httpEventV1Schema } from "./http-event-schemas.ts";
import {
  dynamodbEventSchema,
  kinesisEventSchema,
  s3EventSchema,
  snsEventSchema,
  sqsEventSchema,
} from "./record-event-schemas.ts";

/**
 * The event of a REST API's Lambda proxy integration. The top level is closed (the service's key
 * set is constant); the request context is open, because authorizers, keys and canaries add to it.
 */
export const restProxyEventSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "API Gateway REST API, Lambda proxy integration",
  type: "object",
  required: proxyMembers,
  additionalProperties: false,
  properties: {
    ...proxyProperties,
    resource: { type: "string", pattern: "^/" },
    httpMethod: { enum: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] },
    requestContext: {
      type: "object",
      required: [
        "accountId",
        "apiId",
        "httpMethod",
        "identity",
        "path",
        "requestId",
        "resourcePath",
        "stage",
      ],
      properties: {
        accountId: { type: "string" },
        apiId: { type: "string" },
        deploymentId: { type: "string" },
        domainName: { type: "string" },
        domainPrefix: { type: "string" },
        extendedRequestId: { type: "string" },
        httpMethod: { type: "string" },
        operationName: { type: "string" },
        path: { type: "string", pattern: "^/" },
        protocol: { type: "string" },
        requestId: { type: "string" },
        requestTime: { type: "string" },
        requestTimeEpoch: { type: "integer" },
        resourceId: { type: "string" },
        resourcePath: { type: "string", pattern: "^/" },
        stage: { type: "string" },
        authorizer: { type: ["object", "null"] },
        identity: {
          type: "object",
          required: ["sourceIp", "userAgent"],
          properties: {
            accessKey: textOrNull,
            accountId: textOrNull,
            apiKey: textOrNull,
            apiKeyId: textOrNull,
            caller: textOrNull,
            sourceIp: { type: "string" },
            user: textOrNull,
            userAgent: textOrNull,
            userArn: textOrNull,
          },
        },
      },
    },
  },
} as const satisfies JsonObject;

/** The envelope of an EventBridge event; what `detail` holds is the sender's business. */
export const eventBridgeEventSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "EventBridge event",
  type: "object",
  required: [
    "version",
    "id",
    "detail-type",
    "source",
    "account",
    "time",
    "region",
    "resources",
    "detail",
  ],
  additionalProperties: false,
  properties: {
    version: { const: "0" },
    id: { type: "string", minLength: 1 },
    "detail-type": { type: "string", minLength: 1, maxLength: 128 },
    source: { type: "string", minLength: 1, maxLength: 256 },
    account: { type: "string", pattern: "^[0-9]{12}$" },
    time: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$" },
    region: { type: "string", minLength: 1 },
    resources: { type: "array", items: { type: "string" } },
    detail: { type: "object" },
    "replay-name": { type: "string" },
  },
} as const satisfies JsonObject;

/** EventBridge Scheduler writes `detail` as text where nobody gave an input. Source: assumed. */
const schedulerEventSchema = {
  ...eventBridgeEventSchema,
  properties: { ...eventBridgeEventSchema.properties, detail: { type: ["object", "string"] } },
} as const satisfies JsonObject;

const schemas: { readonly [kind in EventKind]?: JsonObject } = {
  "apigateway-rest": restProxyEventSchema,
  eventbridge: eventBridgeEventSchema,
  sqs: sqsEventSchema,
  sns: snsEventSchema,
  s3: s3EventSchema,
  dynamodb: dynamodbEventSchema,
  kinesis: kinesisEventSchema,
};

/** The schema an event of a kind is held against; `null` where there is none. */
export function eventSchema(
  kind: EventKind,
  event: { readonly [key: string]: unknown },
): JsonObject | null {
  if (kind === "apigateway-http")
    return event["version"] === "1.0" ? httpEventV1Schema : httpEventSchema;
  if (kind === "eventbridge" && event["source"] === "aws.scheduler") return schedulerEventSchema;
  return schemas[kind] ?? null;
}
