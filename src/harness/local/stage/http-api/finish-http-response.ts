import type { HeaderLine, HttpResponse } from "../../../core/http-message.ts";
import type { Arrival } from "../accept-request.ts";
import { httpDate, type UnfinishedResponse } from "../finish-response.ts";

const noBytes = new Uint8Array(0);

/**
 * Adds what every response of an HTTP API carries: `date`, `apigw-requestid` and `content-length`. A
 * HEAD response keeps the length and loses the body; 204 and 304 have none.
 */
export function finishHttpResponse(arrival: Arrival, response: UnfinishedResponse): HttpResponse {
  const { status, body } = response;
  const bodiless = status === 204 || status === 304;
  const headers: HeaderLine[] = [
    ["date", httpDate(arrival.startedAt)],
    ...response.headers,
    ["apigw-requestid", arrival.requestId],
  ];
  if (!bodiless) headers.push(["content-length", String(body.byteLength)]);
  return { status, headers, body: bodiless || arrival.request.method === "HEAD" ? noBytes : body };
}
