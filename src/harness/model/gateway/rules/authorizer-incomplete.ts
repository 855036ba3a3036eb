import type { JsonObject } from "../../../core/json.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import {
  authorizerOf,
  listSecuritySchemes,
  type SecurityScheme,
} from "../list-security-schemes.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable, plainText } from "../unknowable.ts";

const types = {
  rest: ["token", "request", "cognito_user_pools"],
  http: ["request", "jwt"],
} as const;

/** Members an authorizer of each type cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "rest token": ["authorizerUri"],
  "rest request": ["authorizerUri"],
  "rest cognito_user_pools": ["providerARNs"],
  "http request": ["authorizerUri", "authorizerPayloadFormatVersion"],
  "http jwt": ["identitySource", "jwtConfiguration"],
};

/** An authorizer without a type, of a type its kind of API does not have, or without what the type needs. */
export const reportIncompleteAuthorizers: ImportRule = ({ document, api: { kind } }) =>
  listSecuritySchemes(document).flatMap((scheme) => {
    const authorizer = authorizerOf(scheme);
    if (authorizer === null || isUnknowable(authorizer.value["type"])) return [];
    const fault = faultOf(kind, scheme, authorizer.value);
    if (fault === null) return [];
    return [
      problemAt(document, authorizer.pointer, {
        code: "gateway/authorizer-incomplete",
        message: `The authorizer of the security scheme ${scheme.name} ${fault}`,
      }),
    ];
  });

function faultOf(
  kind: "rest" | "http",
  scheme: SecurityScheme,
  authorizer: JsonObject,
): string | null {
  const type = plainText(authorizer["type"])?.toLowerCase();
  const known: readonly string[] = types[kind];
  if (type === undefined) return `has no type; it is one of ${known.join(", ")}.`;
  const api = kind === "rest" ? "a REST API" : "an HTTP API";
  if (!known.includes(type))
    return `has the type ${type}, which ${api} does not know${didYouMean(type, known) || `; it is one of ${known.join(", ")}.`}`;
  const missing = (needed[`${kind} ${type}`] ?? []).find(
    (member) => authorizer[member] === undefined,
  );
  if (missing !== undefined) return `of type ${type} has no ${missing}.`;
  return type === "jwt" ? jwtFault(scheme, authorizer) : null;
}

function jwtFault({ value: scheme }: SecurityScheme, authorizer: JsonObject): string | null {
  const settings = authorizer["jwtConfiguration"];
  if (isUnknowable(settings)) return null;
  if (typeof settings !== "object" || settings === null || Array.isArray(settings))
    return "has a jwtConfiguration that is no map of issuer and audience.";
  if (!("audience" in settings)) return "of type jwt has no jwtConfiguration.audience.";
  // API Gateway finds the issuer by the scheme's openIdConnectUrl.
  const hasIssuer = "issuer" in settings || scheme["openIdConnectUrl"] !== undefined;
  return hasIssuer ? null : "of type jwt has no jwtConfiguration.issuer.";
}
