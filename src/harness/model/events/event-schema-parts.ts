/** Text, or `null` for what there is none of. */
export const textOrNull = { type: ["string", "null"] } as const;

/** Texts by name; `null` where it is empty. */
export const textMap = {
  type: ["object", "null"],
  additionalProperties: { type: "string" },
} as const;

/** Every value of a name; `null` where it is empty. */
export const listMap = {
  type: ["object", "null"],
  additionalProperties: { type: "array", items: { type: "string" } },
} as const;

/** What an event of a REST API always has; format 1.0 of HTTP APIs adds its version. */
export const proxyMembers = [
  "resource",
  "path",
  "httpMethod",
  "headers",
  "multiValueHeaders",
  "queryStringParameters",
  "multiValueQueryStringParameters",
  "pathParameters",
  "stageVariables",
  "requestContext",
  "body",
  "isBase64Encoded",
] as const;

/** The members of both whose schema is the same. */
export const proxyProperties = {
  path: { type: "string", pattern: "^/" },
  headers: textMap,
  multiValueHeaders: listMap,
  queryStringParameters: textMap,
  multiValueQueryStringParameters: listMap,
  pathParameters: textMap,
  stageVariables: textMap,
  body: textOrNull,
  isBase64Encoded: { type: "boolean" },
} as const;
