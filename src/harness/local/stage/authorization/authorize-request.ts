import type {
  GivenClaims,
  GivenLambdaResult,
} from "../../../model/wiring/authorization/given-caller.ts";
import type { RouteAuthorization } from "../../../model/wiring/authorization/route-authorizer.ts";
import { refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import { open, type Authorization } from "./authorization.ts";
import { authorizationRefusal } from "./authorization-refusal.ts";
import type { AuthorizationSubject, AuthorizingContext } from "./authorization-subject.ts";
import { authorizeByIam } from "./authorize-by-iam.ts";
import { authorizeByJwt } from "./authorize-by-jwt.ts";
import { authorizeByLambda } from "./authorize-by-lambda.ts";

/**
 * Asks what the route asks of its caller. What cannot be judged here is refused with 501, never let
 * through.
 */
export async function authorizeRequest(
  context: AuthorizingContext,
  authorization: RouteAuthorization,
  subject: AuthorizationSubject,
): Promise<Authorization | GatewayFailure> {
  const refused = authorizationRefusal(authorization);
  if (refused !== null) return refuseUnemulated(refused);
  const { authorizer } = authorization;
  switch (authorizer.kind) {
    case "none":
    case "disabled":
      return open;
    case "lambda":
      return authorizeByLambda(context, authorizer, subject);
    case "given":
      return admitGiven(authorizer.says);
    case "cognito":
    case "jwt":
      return authorizeByJwt(context, authorizer, subject);
    case "iam":
      return authorizeByIam(context, subject);
    // `authorizationRefusal` has refused it.
    case "unknown":
      return refuseUnemulated(authorizer.reason);
  }
}

function admitGiven(says: GivenLambdaResult | GivenClaims): Authorization {
  if (says.kind === "claims") return { ...open, values: says };
  const { usageIdentifierKey, ...values } = says;
  return { values, identity: {}, usageIdentifierKey };
}
