import { requestTarget } from "../../../core/http-message.ts";
import type { Arrival } from "../accept-request.ts";
import type { FixedFailure } from "../gateway-failure.ts";
import { payloadLimit } from "../limit-request.ts";

/** Bytes of request line and header lines together. */
const headLimit = 10_240;

/** Refuses what is larger than an HTTP API lets through: request line and headers, body. */
export function limitHttpRequest({ request, connection }: Arrival): FixedFailure | null {
  // As on the wire: a space, the protocol and the line's end; ": " and the line's end.
  let head = request.method.length + requestTarget(request).length + " HTTP/1.1".length + 3;
  for (const [name, value] of request.headers) head += name.length + value.length + 4;
  if (head > headLimit) {
    return tooLarge(
      431,
      "Request Header Fields Too Large",
      `request line and headers are longer than ${headLimit} bytes`,
    );
  }
  if (connection.oversized !== true && (request.body?.byteLength ?? 0) <= payloadLimit) return null;
  return tooLarge(413, "Request Entity Too Large", `the body is longer than ${payloadLimit} bytes`);
}

function tooLarge(status: number, message: string, detail: string): FixedFailure {
  return {
    kind: "fixed-failure",
    type: status === 413 ? "REQUEST_TOO_LARGE" : null,
    status,
    headers: [["content-type", "application/json"]],
    body: JSON.stringify({ message }),
    detail,
  };
}
