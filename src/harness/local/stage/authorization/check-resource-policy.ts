import type { RouteAuthorizer } from "../../../model/wiring/authorization/route-authorizer.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import type { Authorization } from "./authorization.ts";
import type { AuthorizationSubject } from "./authorization-subject.ts";
import { searchPolicy, type PolicyFindings } from "./policy/policy-statements.ts";
import { accountOfArn, anonymous, type Caller } from "./policy/principals.ts";
import { isUnknown, type Unknown } from "./policy/truth.ts";
import { requestKeys } from "./request-keys.ts";
import type { ResourcePolicy } from "./resource-policy.ts";

/**
 * How a policy and what else authorises a request work together (guide, "How API Gateway resource policies affect
 * authorization workflow"):
 * - `alone`: nothing else does; somebody has to allow it;
 * - `first`: a Lambda authorizer is asked after the policy, and one of the two has to allow it;
 * - `after`: the caller is known before the policy is asked.
 */
export type PolicyTurn = "alone" | "first" | "after";

/** When the policy is asked on a route. */
export function policyTurn(authorizer: RouteAuthorizer): PolicyTurn {
  switch (authorizer.kind) {
    case "lambda":
    case "disabled":
      return "first";
    case "given":
      return authorizer.says.kind === "lambda" ? "first" : "after";
    case "cognito":
    case "jwt":
    case "iam":
      return "after";
    case "none":
    case "unknown":
      return "alone";
  }
}

/** Holds a request against the policy of its API; `null` where there is none. */
export function searchResourcePolicy(
  policy: ResourcePolicy,
  { arn, arrival, endpoint }: AuthorizationSubject,
  caller: Caller,
): PolicyFindings | null {
  if (policy.kind !== "readable") return null;
  const keys = requestKeys({ arrival, caller, endpoint });
  return searchPolicy(policy.policy, { arn, keys, caller });
}

/** Refuses what the policy denies, and with 501 what it may deny. */
export function refuseDenied(
  { denies }: PolicyFindings,
  arn: string,
  caller: Caller = anonymous,
): GatewayFailure | null {
  if (isUnknown(denies)) return refuseUnknown(denies);
  return denies ? deny(arn, caller, " with an explicit deny") : null;
}

/** Refuses what the policy does not allow besides. */
export function refuseUnlessAllowed(
  findings: PolicyFindings,
  arn: string,
  caller: Caller = anonymous,
): GatewayFailure | null {
  const denied = refuseDenied(findings, arn, caller);
  if (denied !== null) return denied;
  const { allows } = findings;
  if (isUnknown(allows)) return refuseUnknown(allows);
  return allows ? null : deny(arn, caller, "");
}

/**
 * Refuses a caller that is known by now. Who has a token needs an Allow. Who signed may call the APIs of the own
 * account (that the caller's own policies allow it is taken for granted), and needs an Allow for those of others.
 *
 * @param accountId of the API
 */
export function refuseCaller(
  policy: ResourcePolicy,
  subject: AuthorizationSubject,
  authorized: Authorization,
  accountId: string,
): GatewayFailure | null {
  const caller = callerOf(authorized);
  const findings = searchResourcePolicy(policy, subject, caller);
  if (caller.arn !== null && accountOfArn(caller.arn) === accountId) {
    return findings === null ? null : refuseDenied(findings, subject.arn, caller);
  }
  if (findings !== null) return refuseUnlessAllowed(findings, subject.arn, caller);
  return caller.arn === null ? null : deny(subject.arn, caller, "");
}

function callerOf({ values }: Authorization): Caller {
  const arn = values?.kind === "iam" ? values.iam["userArn"] : null;
  return typeof arn === "string" ? { arn } : anonymous;
}

function refuseUnknown({ unknown }: Unknown): GatewayFailure {
  return refuseUnemulated(`${unknown} (resource policy)`);
}

/** The account is masked but for its last four digits (assumed). */
function deny(arn: string, caller: Caller, end: string): GatewayFailure {
  const masked = arn.replace(/:\d{8}(\d{4}):/u, ":********$1:");
  const who = caller.arn ?? "anonymous";
  return failGateway("ACCESS_DENIED", {
    detail: `the resource policy of the API does not allow ${who} ${arn}${end}`,
    message: `User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${masked}${end}`,
  });
}
