/** A variable that ends here, one whose members are free, or the members it has. */
export type VariableTree = "leaf" | "open" | { readonly [name: string]: VariableTree };

function leaves(...names: readonly string[]): { readonly [name: string]: VariableTree } {
  return Object.fromEntries(names.map((name) => [name, "leaf" as const]));
}

const clientCert: VariableTree = {
  ...leaves("clientCertPem", "subjectDN", "issuerDN", "serialNumber"),
  validity: leaves("notBefore", "notAfter"),
};

/**
 * `$context` (guide: "Variables for data transformations", with those of "Variables for access
 * logging", which a template may name without harm).
 */
export const contextVariables: VariableTree = {
  ...leaves("accountId", "apiId", "awsEndpointRequestId", "connectionId", "dataProcessed"),
  ...leaves("deploymentId", "domainName", "domainPrefix", "endpointType", "eventType"),
  ...leaves("extendedRequestId", "httpMethod", "isCanaryRequest", "messageDirection", "messageId"),
  ...leaves("integrationErrorMessage", "integrationLatency", "integrationStatus"),
  ...leaves("operationName", "path", "protocol", "requestId", "requestTime", "requestTimeEpoch"),
  ...leaves("resourceId", "resourcePath", "responseLatency", "responseLength", "routeKey"),
  ...leaves("stage", "status", "wafResponseCode", "webaclArn", "xrayTraceId", "connectedAt"),
  authenticate: "open",
  authorize: "open",
  authorizer: "open",
  customDomain: "open",
  error: leaves("message", "messageString", "responseType", "validationErrorString"),
  identity: {
    ...leaves("accountId", "apiKey", "apiKeyId", "caller", "cognitoAuthenticationProvider"),
    ...leaves("cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId"),
    ...leaves("principalOrgId", "sourceIp", "user", "userAgent", "userArn", "vpcId", "vpceId"),
    ...leaves("accessKey"),
    clientCert,
  },
  integration: "open",
  requestOverride: { header: "open", path: "open", querystring: "open" },
  responseOverride: { header: "open", status: "leaf" },
  tls: "open",
  waf: "open",
};

/** `$input` (guide: "Input variables"). */
export const inputVariables: VariableTree = {
  body: "leaf",
  json: "leaf",
  params: "leaf",
  path: "leaf",
};

/** `$util` (guide: "Util variables"). */
export const utilVariables: VariableTree = leaves(
  "escapeJavaScript",
  "parseJson",
  "urlEncode",
  "urlDecode",
  "base64Encode",
  "base64Decode",
);

/** Functions that AppSync's `$util` has and API Gateway's has not. */
export const appSyncFunctions: ReadonlySet<string> = new Set([
  "appendError",
  "autoId",
  "authType",
  "autoKsuid",
  "autoUlid",
  "defaultIfNull",
  "defaultIfNullOrBlank",
  "defaultIfNullOrEmpty",
  "dynamodb",
  "error",
  "http",
  "isBoolean",
  "isList",
  "isMap",
  "isNull",
  "isNullOrBlank",
  "isNullOrEmpty",
  "isNumber",
  "isString",
  "list",
  "map",
  "matches",
  "qr",
  "quiet",
  "time",
  "toJson",
  "transform",
  "typeOf",
  "unauthorized",
  "validate",
]);
