import type { GatewayFailure } from "../gateway-failure.ts";
import { failGateway } from "../gateway-failure.ts";
import { missingToken } from "../missing-token.ts";
import { stableId } from "../stable-id.ts";
import type { Authorization } from "./authorization.ts";
import type { AuthorizationSubject, AuthorizingContext } from "./authorization-subject.ts";
import { accountOfArn } from "./policy/principals.ts";
import { verifySignature } from "./verify-signature.ts";

/**
 * Judges the signature of a request by the access keys the stage knows. Policies of the caller are not: whoever signs
 * with a known key may call everything, but for HTTP APIs of another account.
 */
export function authorizeByIam(
  context: AuthorizingContext,
  subject: AuthorizationSubject,
): Authorization | GatewayFailure {
  const { api, identity, clock, strictStagePrefix } = context;
  const { request } = subject.arrival;
  const prefix = `/${api.stage}/`;
  const isPrefixed = !strictStagePrefix && request.path.startsWith(prefix);
  const paths = isPrefixed ? [request.path, request.path.slice(prefix.length - 1)] : [request.path];
  const verdict = verifySignature(request, {
    region: api.region,
    secretOf: (id) => identity.secretOf(id),
    paths,
    now: clock.now(),
  });
  if (verdict.kind === "valid") {
    const { accessKeyId } = verdict;
    const arn = identity.arnOf(accessKeyId) ?? `arn:aws:iam::${api.accountId}:user/local`;
    // No policy of an HTTP API can let another account in; that of a REST API is asked next.
    return subject.kind === "http" && accountOfArn(arn) !== api.accountId
      ? failGateway("ACCESS_DENIED", {
          detail: `${arn} is of another account than the HTTP API (${api.accountId}): it has to assume a role of that account`,
        })
      : callerOf(accessKeyId, arn);
  }
  const { failure, detail } = judge(verdict, subject);
  // An HTTP API says the same whatever is wrong.
  return subject.kind === "rest" ? failure : failGateway("ACCESS_DENIED", { detail });
}

type Fault = Exclude<ReturnType<typeof verifySignature>, { readonly kind: "valid" }>;

function judge(
  verdict: Fault,
  { arrival }: AuthorizationSubject,
): { readonly failure: GatewayFailure; readonly detail: string } {
  switch (verdict.kind) {
    case "missing": {
      const detail = "the request is not signed, and the method asks for a signature (AWS_IAM)";
      return { detail, failure: missingToken(arrival.request, detail) };
    }
    case "incomplete": {
      const detail = `the signature is not whole: ${verdict.message}`;
      return { detail, failure: missingToken(arrival.request, detail) };
    }
    case "unknown-key": {
      const detail = `the access key ${verdict.accessKeyId} is not known here`;
      const message = "The security token included in the request is invalid.";
      const words = { detail, message, status: 403, errorType: "UnrecognizedClientException" };
      return { detail, failure: failGateway("DEFAULT_4XX", words) };
    }
    case "expired": {
      const detail = verdict.message;
      return { detail, failure: failGateway("INVALID_SIGNATURE", { detail, message: detail }) };
    }
    case "wrong": {
      const detail = `the signature is wrong: ${verdict.reason}`;
      return { detail, failure: failGateway("INVALID_SIGNATURE", { detail }) };
    }
  }
}

/** The user or session an access key belongs to; ids are made up of the key. */
function callerOf(accessKey: string, userArn: string): Authorization {
  const accountId = accountOfArn(userArn);
  const [, session] = /:assumed-role\/[^/]+\/(.+)$/u.exec(userArn) ?? [];
  const prefix = session === undefined ? "AIDA" : "AROA";
  const id = `${prefix}${stableId(accessKey, 17).toUpperCase()}`;
  const userId = session === undefined ? id : `${id}:${session}`;
  return {
    values: {
      kind: "iam",
      iam: {
        accessKey,
        accountId,
        callerId: userId,
        cognitoIdentity: null,
        principalOrgId: null,
        userArn,
        userId,
      },
    },
    identity: { accessKey, accountId, caller: userId, user: userId, userArn },
    usageIdentifierKey: null,
  };
}
