import type { JsonValue } from "../../../core/json.ts";
import type {
  CognitoRouteAuthorizer,
  JwtRouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";

const poolArn = /^arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool\/(.+)$/u;

/**
 * The issuers an authorizer takes tokens of; `null` where one of them, or the audience, is not known here. The issuer
 * of a user pool is made of its ARN (Cognito developer guide, "Verifying a JSON web token").
 */
export function issuersOf(
  authorizer: CognitoRouteAuthorizer | JwtRouteAuthorizer,
): readonly string[] | null {
  if (authorizer.kind === "jwt") {
    const { issuer, audience } = authorizer;
    const isKnown =
      typeof issuer === "string" && audience.every((each) => typeof each === "string");
    return isKnown ? [issuer] : null;
  }
  const issuers = authorizer.userPoolArns.map(issuerOfPool);
  return issuers.length > 0 && issuers.every((each) => each !== null) ? issuers : null;
}

function issuerOfPool(arn: JsonValue): string | null {
  const [, region, pool] = typeof arn === "string" ? (poolArn.exec(arn) ?? []) : [];
  return region === undefined || pool === undefined
    ? null
    : `https://cognito-idp.${region}.amazonaws.com/${pool}`;
}
