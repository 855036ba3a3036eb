import { tokenAuthorizerDetector } from "../token-authorizer-detector.ts";

/** User pools that decide who may call a REST API. */
export const cognitoAuthorizers = tokenAuthorizerDetector({
  anchor: "cognito-authorizers",
  kind: "cognito",
  what: "Cognito authorizer",
});
