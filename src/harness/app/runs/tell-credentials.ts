import { needsCredentials } from "../../checks/conformance/needs-credentials.ts";
import type { VerifiedInteraction } from "../../checks/contracts/verification/verification-result.ts";
import { createProblem } from "../../core/problem.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";

/**
 * An interaction that failed because the gateway asks for credentials says nothing of the provider: that
 * takes the place of its mismatches. One that expects the refusal has none, and holds.
 */
export function tellCredentials(
  document: ApiDocument,
  verified: VerifiedInteraction,
): VerifiedInteraction {
  const { exchange, problems } = verified;
  const mismatch = problems.find(({ code }) => code === "contracts/status-mismatch");
  if (exchange?.kind !== "answered" || mismatch === undefined) return verified;
  const operation = document.operations.find(({ key }) => key === verified.operation);
  const { status } = exchange.exchange.response;
  const documented = operation?.responses.some(({ key }) => key === String(status)) ?? false;
  const isSecured = (operation?.security.length ?? 0) > 0;
  if (!needsCredentials(exchange.exchange, isSecured, documented)) return verified;
  const { gatewayDetail } = exchange.exchange.trace;
  const problem = createProblem({
    code: "conformance/credentials-needed",
    message: `${verified.operation ?? verified.description} was answered with ${status}: the gateway asks for credentials, and what the function would answer cannot be told.`,
    ...(mismatch.location === undefined ? {} : { location: mismatch.location }),
    ...(verified.operation === null ? {} : { operation: verified.operation }),
    details: gatewayDetail === null ? [] : [gatewayDetail],
  });
  const rest = problems.filter(({ code }) => !/^contracts\/\w+-mismatch$/.test(code));
  return { ...verified, problems: [...rest, problem] };
}
