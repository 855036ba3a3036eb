import type { APIGatewayProxyResult } from "aws-lambda";

/** The body of every answer that is not a success; `Problem` in openapi.yaml. */
export interface Problem {
  readonly error: string;
  readonly message: string;
  readonly requestId: string;
}

export function jsonResponse(statusCode: number, body: object): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}

export function badRequest(
  violations: readonly string[],
  requestId: string,
): APIGatewayProxyResult {
  const shown = violations.slice(0, 10).join("; ");
  const more = violations.length > 10 ? `; and ${violations.length - 10} more` : "";
  return problemResponse(400, { error: "BadRequest", message: shown + more, requestId });
}

export function orderNotFound(orderId: string, requestId: string): APIGatewayProxyResult {
  return problemResponse(404, {
    error: "NotFound",
    message: `Order ${orderId} not found`,
    requestId,
  });
}

export function problemResponse(statusCode: number, problem: Problem): APIGatewayProxyResult {
  return jsonResponse(statusCode, problem);
}
