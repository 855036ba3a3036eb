import type { JsonObject } from "../../core/json.ts";

const text = { type: "string" } as const;
const texts = { type: "object", additionalProperties: text } as const;
const textsOrNull = { type: ["object", "null"], additionalProperties: text } as const;
const textOrNull = { type: ["string", "null"] } as const;
const lists = { type: "object", additionalProperties: { type: "array", items: text } } as const;
const listsOrNull = { ...lists, type: ["object", "null"] } as const;

/** Header names of an HTTP API's events are in lower case. */
const lowerCaseNames = { propertyNames: { pattern: "^[^A-Z]*$" } } as const;

/**
 * The event of payload format 2.0, of HTTP APIs and function URLs. Empty members are absent, so most
 * are not required; `null` is let pass, as `sam local` writes it and no recording tells that AWS never
 * does. The request context is open to authorizers and client certificates.
 */
export const httpApiEventSchema = {
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
    headers: { ...texts, ...lowerCaseNames },
    queryStringParameters: textsOrNull,
    requestContext: {
      type: "object",
      required: ["accountId", "apiId", "http", "requestId", "routeKey", "stage"],
      properties: {
        accountId: text,
        apiId: text,
        authentication: { type: ["object", "null"] },
        authorizer: { type: ["object", "null"] },
        domainName: text,
        domainPrefix: text,
        http: {
          type: "object",
          required: ["method", "path", "sourceIp"],
          properties: {
            method: text,
            path: { type: "string", pattern: "^/" },
            protocol: text,
            sourceIp: text,
            userAgent: textOrNull,
          },
        },
        requestId: text,
        routeKey: text,
        stage: text,
        time: text,
        timeEpoch: { type: "integer" },
      },
    },
    body: textOrNull,
    pathParameters: textsOrNull,
    isBase64Encoded: { type: "boolean" },
    stageVariables: textsOrNull,
  },
} as const satisfies JsonObject;

/** The event of payload format 1.0 of an HTTP API: nothing is left out, what is empty is `null`. */
export const httpApiEventV1Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "API Gateway HTTP API, payload format 1.0",
  type: "object",
  required: [
    "version",
    "resource",
    "path",
    "httpMethod",
    "headers",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "requestContext",
    "pathParameters",
    "stageVariables",
    "body",
    "isBase64Encoded",
  ],
  additionalProperties: false,
  properties: {
    version: { const: "1.0" },
    resource: text,
    path: { type: "string", pattern: "^/" },
    httpMethod: { type: "string", pattern: "^[A-Z]+$" },
    headers: texts,
    multiValueHeaders: lists,
    queryStringParameters: textsOrNull,
    multiValueQueryStringParameters: listsOrNull,
    pathParameters: textsOrNull,
    stageVariables: textsOrNull,
    requestContext: {
      type: "object",
      required: ["accountId", "apiId", "httpMethod", "identity", "path", "requestId", "stage"],
      properties: {
        accountId: text,
        apiId: text,
        authorizer: { type: ["object", "null"] },
        domainName: text,
        domainPrefix: text,
        extendedRequestId: text,
        httpMethod: text,
        identity: {
          type: "object",
          required: ["sourceIp"],
          properties: { sourceIp: text, userAgent: textOrNull },
        },
        path: { type: "string", pattern: "^/" },
        protocol: text,
        requestId: text,
        requestTime: text,
        requestTimeEpoch: { type: "integer" },
        resourceId: textOrNull,
        resourcePath: text,
        stage: text,
      },
    },
    body: textOrNull,
    isBase64Encoded: { type: "boolean" },
  },
} as const satisfies JsonObject;
