import type { Arrival } from "./accept-request.ts";
import type { Authorization } from "./authorization/authorization.ts";
import { authorizeRequest } from "./authorization/authorize-request.ts";
import { checkResourcePolicy } from "./authorization/resource-policy.ts";
import { restSubject } from "./authorization/rest-subject.ts";
import { isFailure, type GatewayFailure } from "./gateway-failure.ts";
import { limitMethodArn } from "./limit-request.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";
import { admitRequest } from "./usage/admit-request.ts";

/** Who a caller of a REST API is: resource policy, authorizer, API key and throttles, in this order. */
export async function admitCaller(
  context: StageContext,
  matched: RouteMatch,
  arrival: Arrival,
): Promise<Authorization | GatewayFailure> {
  const { authorization, admission } = matched.route;
  const subject = restSubject(context, matched, arrival);
  const isAuthorized = authorization.authorizer.kind !== "none";
  const tooLong =
    isAuthorized || context.policy.kind !== "none" ? limitMethodArn(subject.arn) : null;
  if (tooLong !== null) return tooLong;
  const denied = checkResourcePolicy(context.policy, {
    arn: subject.arn,
    sourceIp: arrival.connection.sourceIp,
    isAuthorized,
  });
  if (denied !== null) return denied;
  const caller = await authorizeRequest(context, authorization, subject);
  return isFailure(caller)
    ? caller
    : admitRequest(context.usage, admission, arrival.request, caller);
}
