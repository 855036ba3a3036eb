import type {
  RouteAuthorization,
  RouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";

/** What of a route's authorisation the stage lacks, in words that fit "does not emulate …". */
export function authorizationRefusal(authorization: RouteAuthorization): string | null {
  const refused = authorizerRefusal(authorization.authorizer);
  if (refused !== null) return refused;
  return authorization.apiKeyRequired ? "API keys" : null;
}

function authorizerRefusal(authorizer: RouteAuthorizer): string | null {
  switch (authorizer.kind) {
    case "lambda":
      return authorizer.functionId === null
        ? `the authorizer "${authorizer.name}", a function outside the template (${authorizer.reference})`
        : null;
    case "cognito":
      return `authorizers of type cognito_user_pools ("${authorizer.name}")`;
    case "jwt":
      return `authorizers of type jwt ("${authorizer.name}")`;
    case "iam":
      return "authorization of type AWS_IAM";
    case "unknown":
      return authorizer.reason;
    case "none":
      return null;
  }
}
