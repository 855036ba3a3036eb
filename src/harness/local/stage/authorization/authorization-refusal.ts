import type {
  RouteAuthorization,
  RouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";
import { issuersOf } from "./token-issuers.ts";

/** What of a route's authorisation the stage lacks, in words that fit "does not emulate …". */
export function authorizationRefusal(authorization: RouteAuthorization): string | null {
  return authorizerRefusal(authorization.authorizer);
}

function authorizerRefusal(authorizer: RouteAuthorizer): string | null {
  switch (authorizer.kind) {
    case "lambda":
      return authorizer.functionId === null
        ? `the authorizer "${authorizer.name}", a function outside the template (${authorizer.reference})`
        : null;
    case "cognito":
    case "jwt":
      return issuersOf(authorizer) === null
        ? `the authorizer "${authorizer.name}", whose issuer or audience is not known here`
        : null;
    case "unknown":
      return authorizer.reason;
    case "iam":
    case "given":
    case "disabled":
    case "none":
      return null;
  }
}
