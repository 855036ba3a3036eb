import { toBytes, type HttpResponse } from "../../core/http-message.ts";

/** An answer of the stage itself, not of the API: JSON, with its length. */
export function jsonResponse(
  status: number,
  value: Readonly<Record<string, unknown>>,
  more: HttpResponse["headers"] = [],
): HttpResponse {
  const body = toBytes(JSON.stringify(value));
  return {
    status,
    headers: [
      ["Content-Type", "application/json"],
      ["Content-Length", String(body.byteLength)],
      ...more,
    ],
    body,
  };
}
