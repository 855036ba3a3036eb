import { requestTarget } from "../../core/http-message.ts";
import type { Arrival } from "./accept-request.ts";
import type { FixedFailure } from "./gateway-failure.ts";

/** Bytes of a REST API's largest request body. */
export const payloadLimit = 10_485_760;
const headerLimit = 20_480;
const urlLimit = 10_240;
const arnLimit = 1600;

const json = [["Content-Type", "application/json"]] as const;

/**
 * Refuses what is larger than API Gateway lets through: URL, header lines, body; and a raw `|` in the
 * query, which it does not take (guide; status and body are assumed).
 */
export function limitRequest({ request, connection }: Arrival): FixedFailure | null {
  if (requestTarget(request).length > urlLimit) {
    return uriTooLong(`the URL is longer than ${urlLimit} bytes`);
  }
  if (request.query.includes("|")) {
    return {
      kind: "fixed-failure",
      type: null,
      status: 400,
      headers: json,
      body: '{"message":"Bad Request"}',
      detail: "the query holds a | that is not percent-encoded (%7C)",
    };
  }
  let headerBytes = 0;
  for (const [name, value] of request.headers) headerBytes += name.length + value.length;
  if (headerBytes > headerLimit) {
    return {
      kind: "fixed-failure",
      type: null,
      status: 431,
      headers: json,
      body: '{"message":"Request Header Fields Too Large"}',
      detail: `the header lines are longer than ${headerLimit} bytes`,
    };
  }
  if (connection.oversized !== true && (request.body?.byteLength ?? 0) <= payloadLimit) return null;
  return {
    kind: "fixed-failure",
    type: "REQUEST_TOO_LARGE",
    status: 413,
    headers: [["Content-Type", "text/plain"]],
    body: `HTTP content length exceeded ${payloadLimit} bytes.`,
    detail: `the body is longer than ${payloadLimit} bytes`,
  };
}

/**
 * Refuses a path whose method has an ARN longer than those that API Gateway authorises (guide, quotas of REST APIs).
 *
 * @param arn percent-encoded, as is the path in it
 */
export function limitMethodArn(arn: string): FixedFailure | null {
  return arn.length <= arnLimit
    ? null
    : uriTooLong(
        `the method's ARN, with the path in it, has ${arn.length} bytes; with authorization it may have ${arnLimit}`,
      );
}

function uriTooLong(detail: string): FixedFailure {
  const body = '{"message":"Request URI too long"}';
  return { kind: "fixed-failure", type: null, status: 414, headers: json, body, detail };
}
