import type { VerifiedInteraction } from "../../checks/contracts/verification/verification-result.ts";
import { isGatewayAnswer } from "../../core/is-gateway-answer.ts";
import type { Problem } from "../../core/problem.ts";
import type { Exchange } from "../../core/target.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";

const hint =
  "API Gateway gave this answer, the function was not called. Look at what it asks for: a route, a valid request, authorization, an API key (--header NAME:VALUE), a quota.";

function documents(document: ApiDocument, operation: string | null, status: number): boolean {
  const responses = document.operations.find(({ key }) => key === operation)?.responses ?? [];
  return responses.some(({ key }) => key === String(status));
}

/** True where the gateway refused the request; its answer to a function that failed is the function's fault. */
function isRefusal(document: ApiDocument, operation: string | null, exchange: Exchange): boolean {
  const { response, trace } = exchange;
  const { status } = response;
  return status < 500 && isGatewayAnswer(response, trace, documents(document, operation, status));
}

/**
 * What to say in addition to problems of an interaction: where the gateway refused its request, no
 * handler is shown and none is to be corrected.
 */
export function hintAtGateway(
  document: ApiDocument,
  { exchange, operation }: VerifiedInteraction,
  explain: (problem: Problem) => Problem,
): (problem: Problem) => Problem {
  if (exchange?.kind !== "answered" || !isRefusal(document, operation, exchange.exchange))
    return explain;
  return (problem) =>
    problem.code === "contracts/status-mismatch"
      ? { ...explain(problem), related: problem.related, hint }
      : explain(problem);
}
