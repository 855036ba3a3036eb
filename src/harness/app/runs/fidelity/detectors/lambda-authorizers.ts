import { authorizerDetector, authorizerType } from "../authorizer-detector.ts";

/** Functions that decide who may call (TOKEN and REQUEST authorizers). */
export const lambdaAuthorizers = authorizerDetector({
  anchor: "lambda-authorizers",
  kind: "Lambda authorizer",
  scheme: (scheme) => ["token", "request"].includes(authorizerType(scheme)),
  entry: (entry) => entry["FunctionArn"] !== undefined,
});
