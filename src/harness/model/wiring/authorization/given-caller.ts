import type { JsonObject } from "../../../core/json.ts";
import type { WiredApi } from "../project-model.ts";
import type { RouteAuthorizer } from "./route-authorizer.ts";

/** What authorizers are taken to say of every caller, so that they are not asked. */
export interface GivenCaller {
  /** What Lambda authorizers would have returned; `null`: they are asked. */
  readonly lambda: GivenLambdaResult | null;
  /** What a token of Cognito or of another issuer would have said; `null`: tokens are looked at. */
  readonly token: GivenClaims | null;
}

/** What a Lambda authorizer would have returned besides its consent. */
export interface GivenLambdaResult {
  readonly kind: "lambda";
  readonly principalId: string | null;
  readonly context: JsonObject;
  readonly usageIdentifierKey: string | null;
  /** Nobody is asked, so nobody takes any time. */
  readonly latencyMs: null;
}

/** What a token would have said. */
export interface GivenClaims {
  readonly kind: "claims";
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** An API whose authorizers are not asked, as far as the caller is given. */
export function withGivenCaller(api: WiredApi, caller: GivenCaller): WiredApi {
  return {
    ...api,
    operations: api.operations.map((operation) => {
      const { authorization } = operation;
      const authorizer = give(authorization.authorizer, caller);
      return { ...operation, authorization: { ...authorization, authorizer } };
    }),
  };
}

function give(authorizer: RouteAuthorizer, { lambda, token }: GivenCaller): RouteAuthorizer {
  switch (authorizer.kind) {
    case "lambda":
      return lambda === null ? authorizer : { kind: "given", name: authorizer.name, says: lambda };
    case "cognito":
    case "jwt":
      return token === null ? authorizer : { kind: "given", name: authorizer.name, says: token };
    default:
      return authorizer;
  }
}
