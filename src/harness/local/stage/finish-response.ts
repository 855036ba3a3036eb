import type { HeaderLine, HttpResponse } from "../../core/http-message.ts";
import type { Arrival } from "./accept-request.ts";

/** A response that lacks only what the gateway adds to every one. */
export interface UnfinishedResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

const noBytes = new Uint8Array(0);
let dateSecond = -1;
let dateText = "";

/** The value of `Date`: it changes once a second, and writing it each time would cost more than routing. */
export function httpDate(epoch: number): string {
  const second = Math.floor(epoch / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

/**
 * The headers of a response whose length is not known yet: `Date`, `x-amzn-RequestId`,
 * `x-amz-apigw-id`, those of `extra`, its own, and a `Content-Type` when there is none.
 */
export function finishHead(
  arrival: Arrival,
  own: readonly HeaderLine[],
  extra: readonly HeaderLine[],
): HeaderLine[] {
  const headers: HeaderLine[] = [
    ["Date", httpDate(arrival.startedAt)],
    ["x-amzn-RequestId", arrival.requestId],
    ["x-amz-apigw-id", arrival.extendedRequestId],
    ...extra,
    ...own,
  ];
  if (!own.some(([name]) => name.toLowerCase() === "content-type")) {
    headers.push(["Content-Type", "application/json"]);
  }
  return headers;
}

/**
 * Adds the headers every response carries, and `Content-Length`. A HEAD response keeps the length and
 * loses the body; 204 and 304 have none.
 */
export function finishResponse(
  arrival: Arrival,
  response: UnfinishedResponse,
  extra: readonly HeaderLine[],
): HttpResponse {
  const { status, body } = response;
  const bodiless = status === 204 || status === 304;
  const headers = finishHead(arrival, response.headers, extra);
  if (!bodiless) headers.push(["Content-Length", String(body.byteLength)]);
  return { status, headers, body: bodiless || arrival.request.method === "HEAD" ? noBytes : body };
}
