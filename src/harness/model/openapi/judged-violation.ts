import { createProblem, type Problem } from "../../core/problem.ts";
import type { ProblemCode } from "../../core/problem-codes.ts";
import type { SchemaViolation } from "../schema/schema-validator.ts";
import type { ApiDocument, Operation } from "./api-document.ts";

/** A violation of an operation by a request or response. */
export interface JudgedViolation extends SchemaViolation {
  /** `path parameter orderId`, `query parameter limit`, `header X-Trace`, `body`, `content type`, `status`. */
  readonly part: string;
}

/**
 * A judged violation as a problem at the violated keyword: `openapi.yaml:40:11`.
 *
 * @param code by default the caller's kind of finding: `openapi/request-invalid`, `openapi/response-invalid`, …
 */
export function violationToProblem(
  document: ApiDocument,
  operation: Operation,
  violation: JudgedViolation,
  code: ProblemCode,
): Problem {
  const { part, instancePointer, schemaPointer, message, expected, actual } = violation;
  const place = instancePointer === "" ? part : `${part} ${instancePointer}`;
  return createProblem({
    code,
    message: `${operation.key}: ${place} ${message}.`,
    location: document.source.locate(schemaPointer),
    operation: operation.key,
    expected,
    actual,
  });
}
