import { tokenAuthorizerDetector } from "../token-authorizer-detector.ts";

/** Issuers of tokens that an HTTP API trusts. */
export const jwtAuthorizers = tokenAuthorizerDetector({
  anchor: "jwt-authorizers",
  kind: "jwt",
  what: "JWT authorizer",
});
