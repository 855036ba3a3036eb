import { toBytes } from "../../../core/http-message.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import type { GatewayFailure } from "../gateway-failure.ts";
import type { GatewayResponseType } from "../gateway-response-types.ts";

interface FixedAnswer {
  readonly status: number;
  readonly message: string;
}

const internal: FixedAnswer = { status: 500, message: "Internal Server Error" };

/** An HTTP API has no gateway responses to customise: what fails has one answer. */
const answers: ReadonlyMap<GatewayResponseType, FixedAnswer> = new Map([
  ["BAD_REQUEST_PARAMETERS", { status: 400, message: "Bad Request" }],
  ["UNAUTHORIZED", { status: 401, message: "Unauthorized" }],
  ["ACCESS_DENIED", { status: 403, message: "Forbidden" }],
  ["THROTTLED", { status: 429, message: "Too Many Requests" }],
  ["INTEGRATION_TIMEOUT", { status: 503, message: "Service Unavailable" }],
  ["RESOURCE_NOT_FOUND", { status: 404, message: "Not Found" }],
]);

/** Answers a failure as an HTTP API does. */
export function renderHttpFailure(failure: GatewayFailure): UnfinishedResponse {
  if (failure.kind === "fixed-failure") {
    return { status: failure.status, headers: failure.headers, body: toBytes(failure.body) };
  }
  const { status, message } = answers.get(failure.type) ?? internal;
  return {
    status,
    headers: [["content-type", "application/json"]],
    body: toBytes(JSON.stringify({ message })),
  };
}
