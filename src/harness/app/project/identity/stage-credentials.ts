import { headerValue, type HeaderLine, type HttpRequest } from "../../../core/http-message.ts";
import { longDateOf } from "../../../local/stage/authorization/verify-signature.ts";
import { signatureAlgorithm, signV4 } from "../../../local/stage/authorization/sign-v4.ts";
import type { StageIdentity } from "../../../local/stage/authorization/stage-identity.ts";
import { issuersOf } from "../../../local/stage/authorization/token-issuers.ts";
import { stageApiKeys } from "../../../local/stage/usage/api-keys.ts";
import type {
  CognitoRouteAuthorizer,
  JwtRouteAuthorizer,
} from "../../../model/wiring/authorization/route-authorizer.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";
import { usagePlansOf } from "../../../model/wiring/usage/usage-plans-of.ts";
import type { Project, ProjectApi } from "../load-project.ts";
import { makeToken } from "./make-token.ts";
import { localAccessKey } from "./project-identity.ts";

/** Gives a request what the stage on this machine asks of its caller. */
export type GiveCredentials = (wired: WiredOperation, request: HttpRequest) => Promise<HttpRequest>;

/**
 * Makes credentials for operations of an API: a token of the project's own keys for Cognito and JWT authorizers, a
 * signature with the local access key for IAM, an API key of the stage. What a Lambda authorizer wants, nobody knows.
 *
 * @param baseUrl of the stage, with its prefix: signatures cover it
 */
export function stageCredentials(
  project: Project,
  { wired: api }: ProjectApi,
  identity: StageIdentity,
  baseUrl: string,
): GiveCredentials {
  const { root, region } = project.config;
  const keys = stageApiKeys(usagePlansOf(project.template, api.resource), identity.apiKeys);
  return async ({ authorization }, given) => {
    const { authorizer, apiKeyRequired } = authorization;
    const key = apiKeyRequired ? keys.find(({ enabled }) => enabled) : undefined;
    const request = key === undefined ? given : withHeader(given, ["x-api-key", key.value]);
    switch (authorizer.kind) {
      case "cognito":
      case "jwt": {
        const [source] = authorizer.identitySources;
        const token = await tokenFor(root, authorizer);
        if (token === null || (source !== undefined && source.place !== "header")) return request;
        return withHeader(request, [source?.name ?? "Authorization", `Bearer ${token}`]);
      }
      case "iam":
        return signed(request, new URL(baseUrl), region, identity);
      default:
        return request;
    }
  };
}

/** A token that the authorizer takes; `null` where its issuer is not known. */
export async function tokenFor(
  root: string,
  authorizer: CognitoRouteAuthorizer | JwtRouteAuthorizer,
): Promise<string | null> {
  const [issuer] = issuersOf(authorizer) ?? [];
  if (issuer === undefined) return null;
  const { scopes } = authorizer;
  const isJwt = authorizer.kind === "jwt";
  const audience = isJwt ? authorizer.audience.find((each) => typeof each === "string") : undefined;
  const use = scopes.length === 0 ? "id" : "access";
  const claims = isJwt ? {} : { token_use: use };
  return makeToken(root, { issuer, audience: audience ?? null, scopes, claims }, Date.now());
}

function withHeader(request: HttpRequest, line: HeaderLine): HttpRequest {
  const name = line[0].toLowerCase();
  const others = request.headers.filter(([each]) => each.toLowerCase() !== name);
  return { ...request, headers: [...others, line] };
}

function signed(
  request: HttpRequest,
  base: URL,
  region: string,
  identity: StageIdentity,
): HttpRequest {
  const { accessKeyId } = localAccessKey;
  const secret = identity.secretOf(accessKeyId);
  if (secret === null) return request;
  const date = longDateOf(Date.now());
  const scope = `${date.slice(0, 8)}/${region}/execute-api/aws4_request`;
  const signedHeaders = ["host", "x-amz-date"];
  const dated = withHeader(request, ["x-amz-date", date]);
  const host = headerValue(request.headers, "host") ?? base.host;
  const path = `${base.pathname.replace(/\/+$/u, "")}${request.path}`;
  const signature = signV4({ ...withHeader(dated, ["host", host]), path }, secret, {
    date,
    scope,
    signedHeaders,
  });
  const authorization = `${signatureAlgorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  return withHeader(dated, ["authorization", authorization]);
}
