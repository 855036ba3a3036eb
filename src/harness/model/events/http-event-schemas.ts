import type { JsonObject } from "../../core/json.ts";
import { proxyMembers, proxyProperties, textMap, textOrNull } from "./event-schema-parts.ts";

const text = { type: "string" } as const;
/** Payload format 2.0 of HTTP APIs, which function URLs send too (API Gateway guide; recorded). */
export const httpEventSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "API Gateway HTTP API, payload format 2.0",
  type: "object",
  required: [
    "version",
    "routeKey",
    "rawPath",
    "rawQueryString",
    "headers",
    "requestContext",
    "isBase64Encoded",
  ],
  additionalProperties: false,
  properties: {
    version: { const: "2.0" },
    routeKey: { type: "string", pattern: "^(?:\\$default|[A-Z]+ /.*)$" },
    rawPath: { type: "string", pattern: "^/" },
    rawQueryString: text,
    cookies: { type: ["array", "null"], items: text },
    // Names are in lower case.
    headers: {
      type: "object",
      additionalProperties: text,
      propertyNames: { pattern: "^[^A-Z]*$" },
    },
    // Function URLs write `null` where HTTP APIs leave out.
    queryStringParameters: textMap,
    pathParameters: textMap,
    stageVariables: textMap,
    body: textOrNull,
    isBase64Encoded: { type: "boolean" },
    requestContext: {
      type: "object",
      required: [
        "accountId",
        "apiId",
        "domainName",
        "domainPrefix",
        "http",
        "requestId",
        "routeKey",
        "stage",
        "time",
        "timeEpoch",
      ],
      properties: {
        accountId: text,
        apiId: text,
        authentication: { type: ["object", "null"] },
        authorizer: { type: ["object", "null"] },
        domainName: text,
        domainPrefix: text,
        http: {
          type: "object",
          required: ["method", "path", "protocol", "sourceIp", "userAgent"],
          properties: {
            method: text,
            path: text,
            protocol: text,
            sourceIp: text,
            userAgent: text,
          },
        },
        requestId: text,
        routeKey: text,
        stage: text,
        time: text,
        timeEpoch: { type: "integer" },
      },
    },
  },
} as const satisfies JsonObject;

/** Payload format 1.0 of HTTP APIs: the event of a REST API with a `version` (API Gateway guide). */
export const httpEventV1Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "API Gateway HTTP API, payload format 1.0",
  type: "object",
  required: ["version", ...proxyMembers],
  properties: {
    ...proxyProperties,
    version: { const: "1.0" },
    resource: text,
    httpMethod: text,
    requestContext: {
      type: "object",
      required: ["accountId", "apiId", "httpMethod", "identity", "path", "requestId", "stage"],
    },
  },
} as const satisfies JsonObject;
