import { authorizerDetector, authorizerType } from "../authorizer-detector.ts";

/** User pools that decide who may call a REST API. */
export const cognitoAuthorizers = authorizerDetector({
  anchor: "cognito-authorizers",
  kind: "Cognito authorizer",
  scheme: (scheme) => authorizerType(scheme) === "cognito_user_pools",
  entry: (entry) => entry["UserPoolArn"] !== undefined,
});
