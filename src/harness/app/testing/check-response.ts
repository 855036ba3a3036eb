import { readHttpApiResult } from "../../model/events/http-api-result.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { Project } from "../project/load-project.ts";
import { ApiResponse } from "./api-response.ts";
import { ContractViolation } from "./contract-violation.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { payloadFormatOf } from "../project/event-of-request.ts";
import { findOperation, type FoundOperation } from "../project/find-operation.ts";
import { projectOf } from "./open-project.ts";
import { readProxyResult } from "./proxy-result.ts";

function malformed(found: FoundOperation, reason: string, status: number): Problem {
  return createProblem({
    code: "conformance/function-failed",
    message: `${found.operation.key}: ${reason}; the client would see ${status}.`,
    location: found.api.document.source.locate(found.operation.pointer),
    operation: found.operation.key,
  });
}

/** The problems of a handler's result or an API's response, judged by its operation. */
export function responseProblems(
  project: Project,
  found: FoundOperation,
  response: unknown,
): readonly Problem[] {
  if (ApiResponse.is(response)) {
    const { exchange } = response;
    return judgeAnswer(project, found, {
      response: exchange.response,
      trace: exchange.trace,
      requestValid: null,
      source: "integration",
      reproduction: null,
    });
  }
  const format = payloadFormatOf(found);
  const read = format === null ? readProxyResult(response) : readHttpApiResult(response, format);
  if (read.kind === "malformed") {
    return [malformed(found, read.reason, format === null ? 502 : 500)];
  }
  return judgeAnswer(project, found, {
    response: read.response,
    trace: null,
    requestValid: null,
    source: "unit",
    reproduction: null,
  });
}

/**
 * Holds a handler's result (`{ statusCode, headers, body }`) or a response of `openApi` against an
 * operation: status documented, content type, headers, body by the response's schema.
 *
 * @param operation operationId, or `METHOD /path`
 * @param response what the handler returned
 * @throws ContractViolation naming the place in the spec, what was expected and what was found
 * @throws LockstepError `project/operation-unknown`
 * @example
 * checkResponse("getOrder", await handler(event, context));
 */
export function checkResponse(operation: string, response: unknown): void {
  const project = projectOf(response);
  const found = findOperation(project, operation);
  const problems = responseProblems(project, found, response);
  if (problems.length > 0)
    throw new ContractViolation(`The response does not satisfy ${operation}.`, problems);
}
