import { headerValue } from "../../core/http-message.ts";
import type { ValidatorDisagreement } from "../../core/target.ts";
import { judgeRequest } from "../../model/openapi/judge-request.ts";
import type { JudgedViolation } from "../../model/openapi/judged-violation.ts";
import type { Arrival } from "./accept-request.ts";
import type { GatewayFailure } from "./gateway-failure.ts";
import type { RouteMatch } from "./match-route.ts";
import type { StageContext } from "./stage-context.ts";

/** Findings told of one request. */
const mostFindings = 10;

/**
 * Holds the verdict of API Gateway's validator (draft 4, presence of parameters) against what the
 * document's author wrote, for what the validator looks at. `null` where they agree, or where nothing
 * is validated.
 *
 * @param refusal what the gateway's validator found
 */
export function compareValidators(
  { document, schemas }: StageContext,
  { route, pathParameters }: RouteMatch,
  { request }: Arrival,
  refusal: GatewayFailure | null,
): ValidatorDisagreement | null {
  const checksBody = route.bodyValidator(headerValue(request.headers, "content-type")) !== null;
  const checksParameters = route.required !== null;
  if (!checksBody && !checksParameters) return null;
  const isLookedAt = ({ part }: JudgedViolation): boolean =>
    part === "body" ? checksBody : checksParameters && /^(?:path|query|header) /u.test(part);
  const violations = judgeRequest(
    document,
    schemas,
    route.operation,
    request,
    pathParameters ?? {},
  ).filter(isLookedAt);
  if (refusal === null) {
    if (violations.length === 0) return null;
    const found = violations.slice(0, mostFindings).map(describe);
    return { acceptedBy: "gateway", found };
  }
  return violations.length > 0 ? null : { acceptedBy: "document", found: [refusal.detail] };
}

function describe({ part, instancePointer, message, actual }: JudgedViolation): string {
  const where = instancePointer === "" ? part : `${part} ${instancePointer}`;
  return `${where} ${message}, found ${actual}`;
}
