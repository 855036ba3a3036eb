import type { JsonValue } from "../../../core/json.ts";
import type { GivenClaims, GivenLambdaResult } from "./given-caller.ts";
import type { IdentitySource } from "./identity-source.ts";

/** A Lambda function that API Gateway asks before it lets a request through. */
export interface LambdaRouteAuthorizer {
  readonly kind: "lambda";
  /** Of its security scheme, of `Auth.Authorizers`, or of its resource. */
  readonly name: string;
  /** `token` is given one header alone, `request` the whole request without its body. */
  readonly gets: "token" | "request";
  /** Shape of event and result: that of REST APIs, or a payload format of HTTP APIs. */
  readonly format: "rest" | "1.0" | "2.0";
  /** Does it answer `isAuthorized` instead of a policy? */
  readonly simpleResponses: boolean;
  /** All of them must be there, or the function is not asked. */
  readonly identitySources: readonly IdentitySource[];
  /** `identityValidationExpression`; `null` without one. */
  readonly validation: string | null;
  /** Seconds a result is kept for; 0 keeps none. */
  readonly ttlSeconds: number;
  /** What invokes it here: logical id, or key under `functions` of the configuration; `null`: nothing. */
  readonly functionId: string | null;
  /** The function as the document names it. */
  readonly reference: string;
  /** May API Gateway invoke it? Every request ends in 500 where it may not. */
  readonly permitted: boolean;
}

/** User pools of Cognito whose tokens a REST API takes. */
export interface CognitoRouteAuthorizer {
  readonly kind: "cognito";
  readonly name: string;
  /** ARNs of the pools, resolved as far as they can be. */
  readonly userPoolArns: readonly JsonValue[];
  readonly identitySources: readonly IdentitySource[];
  readonly validation: string | null;
  /** One of them must be in the token; empty asks for none (and takes an identity token). */
  readonly scopes: readonly string[];
}

/** An issuer of tokens an HTTP API takes. */
export interface JwtRouteAuthorizer {
  readonly kind: "jwt";
  readonly name: string;
  /** Resolved as far as it can be. */
  readonly issuer: JsonValue;
  readonly audience: readonly JsonValue[];
  readonly identitySources: readonly IdentitySource[];
  readonly scopes: readonly string[];
}

/** What a route asks of a caller besides an API key. */
export type RouteAuthorizer =
  | { readonly kind: "none" }
  | LambdaRouteAuthorizer
  | CognitoRouteAuthorizer
  | JwtRouteAuthorizer
  /** It is not asked: what it would say is given. */
  | {
      readonly kind: "given";
      readonly name: string;
      readonly says: GivenLambdaResult | GivenClaims;
    }
  /** It is not asked and says nothing: the route is served as one without an authorizer. */
  | { readonly kind: "disabled"; readonly name: string }
  /** A signature of AWS (SigV4). */
  | { readonly kind: "iam" }
  /** It asks for something that cannot be told here: in words that fit "does not emulate …". */
  | { readonly kind: "unknown"; readonly reason: string };

/** What a route asks of a caller. */
export interface RouteAuthorization {
  readonly authorizer: RouteAuthorizer;
  readonly apiKeyRequired: boolean;
}
