import type { Arrival } from "./accept-request.ts";
import { open, type Authorization } from "./authorization/authorization.ts";
import { authorizeRequest } from "./authorization/authorize-request.ts";
import {
  policyTurn,
  refuseCaller,
  refuseDenied,
  refuseUnlessAllowed,
  searchResourcePolicy,
} from "./authorization/check-resource-policy.ts";
import { anonymous } from "./authorization/policy/principals.ts";
import { restSubject } from "./authorization/rest-subject.ts";
import { isFailure, type GatewayFailure } from "./gateway-failure.ts";
import { limitMethodArn } from "./limit-request.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";
import { admitRequest } from "./usage/admit-request.ts";

/** Who a caller of a REST API is: resource policy and authorizer, API key and throttles, in this order. */
export async function admitCaller(
  context: StageContext,
  matched: RouteMatch,
  arrival: Arrival,
): Promise<Authorization | GatewayFailure> {
  const { authorizer } = matched.route.authorization;
  // Most routes ask nobody, and all of their requests come by here.
  const asksNobody = authorizer.kind === "none" && context.policy.kind === "none";
  const caller = asksNobody ? open : await identifyCaller(context, matched, arrival);
  return isFailure(caller)
    ? caller
    : admitRequest(context.usage, matched.route.admission, arrival.request, caller);
}

/** Policy before the authorizer or after it, as the kind of the authorizer wants it. */
async function identifyCaller(
  context: StageContext,
  { route, ...place }: RouteMatch,
  arrival: Arrival,
): Promise<Authorization | GatewayFailure> {
  const { authorization } = route;
  const subject = restSubject(context, { route, ...place }, arrival);
  const isJudged = authorization.authorizer.kind !== "none" || context.policy.kind !== "none";
  const tooLong = isJudged ? limitMethodArn(subject.arn) : null;
  if (tooLong !== null) return tooLong;
  const turn = policyTurn(authorization.authorizer);
  if (turn === "after") {
    const caller = await authorizeRequest(context, authorization, subject);
    if (isFailure(caller)) return caller;
    return refuseCaller(context.policy, subject, caller, context.api.accountId) ?? caller;
  }
  const findings = searchResourcePolicy(context.policy, subject, anonymous);
  if (findings === null) return authorizeRequest(context, authorization, subject);
  const refuse = turn === "alone" ? refuseUnlessAllowed : refuseDenied;
  return (
    refuse(findings, subject.arn) ??
    authorizeRequest(context, authorization, { ...subject, otherwise: findings.allows })
  );
}
