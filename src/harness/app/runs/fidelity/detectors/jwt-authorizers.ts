import { authorizerDetector, authorizerType } from "../authorizer-detector.ts";

/** Issuers of tokens that an HTTP API trusts. */
export const jwtAuthorizers = authorizerDetector({
  anchor: "jwt-authorizers",
  kind: "JWT authorizer",
  scheme: (scheme) => authorizerType(scheme) === "jwt",
  entry: (entry) => entry["JwtConfiguration"] !== undefined,
});
