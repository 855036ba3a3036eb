import type { JsonObject } from "../../../core/json.ts";

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
