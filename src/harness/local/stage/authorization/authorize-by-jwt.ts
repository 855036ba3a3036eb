import { LockstepError } from "../../../core/lockstep-error.ts";
import type { JsonObject } from "../../../core/json.ts";
import type {
  CognitoRouteAuthorizer,
  JwtRouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import type { Authorization } from "./authorization.ts";
import type { AuthorizationSubject, AuthorizingContext } from "./authorization-subject.ts";
import { checkToken } from "./check-token.ts";
import { claimTexts } from "./claim-texts.ts";
import { readIdentity } from "./read-identity.ts";
import { issuersOf } from "./token-issuers.ts";
import type { JwtVerdict } from "./verify-jwt.ts";

/**
 * Judges the token of a request by the keys of its issuer: of Cognito's user pools on a REST API, of any issuer on an
 * HTTP API. What was signed with a key nobody here knows is refused with 501.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorizeByJwt(
  context: AuthorizingContext,
  authorizer: CognitoRouteAuthorizer | JwtRouteAuthorizer,
  subject: AuthorizationSubject,
): Promise<Authorization | GatewayFailure> {
  const { name } = authorizer;
  const issuers = issuersOf(authorizer);
  if (issuers === null) {
    return refuseUnemulated(`the authorizer "${name}", whose issuer or audience is not known here`);
  }
  const sources =
    authorizer.identitySources.length > 0 ? authorizer.identitySources : defaultSources;
  const identity = readIdentity(context, sources, subject);
  if (identity.kind === "unknown") {
    return refuseUnemulated(`the identity source ${identity.source.expression} ("${name}")`);
  }
  if (identity.kind === "missing") {
    const { expression } = identity.source;
    return refuse(subject, {
      detail: `the authorizer "${name}" needs ${expression}, which is missing or empty`,
      challenge: "Bearer",
    });
  }
  const [value = ""] = identity.values;
  const token = value.replace(/^bearer\s+/iu, "").trim();
  let verdict: JwtVerdict = { kind: "invalid", reason: "no issuer is named", expired: false };
  for (const issuer of issuers) {
    const audiences = authorizer.kind === "jwt" ? texts(authorizer.audience) : null;
    const rules = { issuer, audiences, scopes: authorizer.scopes };
    let keys;
    try {
      keys = await context.identity.keysOf(issuer);
    } catch (error) {
      if (!(error instanceof LockstepError)) throw error;
      return refuseUnemulated(`the issuer ${issuer}: ${error.message}`);
    }
    // What verifies signatures is loaded with the first token.
    const { verifyJwt } = await import("./verify-jwt.ts");
    verdict = await verifyJwt(token, rules, keys, context.clock.now());
    // With several user pools, the token is that of one of them.
    if (verdict.kind !== "invalid" || verdict.expired) break;
  }
  return answer(authorizer, subject, verdict);
}

function answer(
  authorizer: CognitoRouteAuthorizer | JwtRouteAuthorizer,
  subject: AuthorizationSubject,
  verdict: JwtVerdict,
): Authorization | GatewayFailure {
  const { name, scopes } = authorizer;
  switch (verdict.kind) {
    case "unknown-key":
      return refuseUnemulated(
        `tokens of an issuer whose keys are not known here (key "${verdict.keyId}", authorizer "${name}"; name a file or URL of its keys under identity.issuers of the configuration, or make tokens with "lockstep token")`,
      );
    case "insufficient-scope":
      return refuseScope(subject, name, scopes);
    case "invalid":
      return refuse(subject, {
        detail: `the authorizer "${name}" does not take the token: ${verdict.reason}`,
        challenge: `Bearer scope="${scopes.join(" ")}" error="invalid_token" error_description="${sendable(verdict.reason)}"`,
        // Recalled of Cognito alone.
        ...(verdict.expired ? { message: "The incoming token has expired" } : {}),
      });
    case "valid": {
      const fault = authorizer.kind === "cognito" ? faultOf(authorizer, verdict.claims) : null;
      if (fault !== null) return fault;
      return {
        values: {
          kind: "claims",
          claims: claimTexts(subject.kind, verdict.claims),
          scopes: authorizer.kind === "cognito" || scopes.length === 0 ? null : verdict.scopes,
        },
        identity: {},
        usageIdentifierKey: null,
      };
    }
  }
}

/** Without scopes a REST API wants an identity token, with scopes an access token; the expression is for `aud`. */
function faultOf(
  { name, scopes, validation }: CognitoRouteAuthorizer,
  { token_use: use, aud }: JsonObject,
): GatewayFailure | null {
  const wanted = scopes.length === 0 ? "id" : "access";
  if (typeof use === "string" && use !== wanted) {
    const detail = `the authorizer "${name}" wants a token for "${wanted}", and this is one for "${use}"`;
    return failGateway("UNAUTHORIZED", { detail });
  }
  if (validation === null) return null;
  const what = `identityValidationExpression of the authorizer "${name}"`;
  switch (typeof aud === "string" ? checkToken(validation, aud) : "invalid") {
    case "valid":
      return null;
    case "invalid":
      return failGateway("UNAUTHORIZED", { detail: `the audience does not match the ${what}` });
    case "cannot-tell":
      return refuseUnemulated(`the ${what} for this token: it may match or not`);
  }
}

const defaultSources = [
  {
    place: "header",
    name: "Authorization",
    expression: "$request.header.Authorization",
  },
] as const;

interface Refusal {
  readonly detail: string;
  readonly challenge: string;
  readonly message?: string;
}

function refuse(
  { kind }: AuthorizationSubject,
  { detail, challenge, message }: Refusal,
): GatewayFailure {
  if (kind === "rest") {
    return failGateway("UNAUTHORIZED", { detail, ...(message === undefined ? {} : { message }) });
  }
  return fixed(401, "Unauthorized", challenge, detail);
}

function refuseScope(
  subject: AuthorizationSubject,
  name: string,
  scopes: readonly string[],
): GatewayFailure {
  const wanted = scopes.join(" ");
  const detail = `the token has none of the scopes the route asks for (${wanted}, authorizer "${name}")`;
  if (subject.kind === "rest") return failGateway("UNAUTHORIZED", { detail });
  return fixed(403, "Forbidden", `Bearer scope="${wanted}" error="insufficient_scope"`, detail);
}

function fixed(status: number, message: string, challenge: string, detail: string): GatewayFailure {
  return {
    kind: "fixed-failure",
    type: status === 401 ? "UNAUTHORIZED" : "ACCESS_DENIED",
    status,
    headers: [
      ["content-type", "application/json"],
      ["www-authenticate", challenge],
    ],
    body: JSON.stringify({ message }),
    detail,
  };
}

/** As a quoted text of a header can have it: a token may name any issuer. */
function sendable(text: string): string {
  return text.replaceAll('"', "'").replaceAll(/[^ -~]|\\/gu, "?");
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}
