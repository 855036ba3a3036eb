import { toBytes, type HttpResponse } from "../../core/http-message.ts";
import { hostOf, isOwnHost } from "./host-name.ts";
import type { Handle } from "./serve-request.ts";

/**
 * Answers only requests that name this machine as their host, or one of the names that are allowed besides. A page of
 * the web may let its own name lead to 127.0.0.1 (DNS rebinding); a browser then lets it send anything and read the
 * answers, and only the host tells. Requests without one (HTTP/1.0) come from no browser.
 *
 * @param allowed as `hostName` writes them
 */
export function guardHost(handle: Handle, allowed: ReadonlySet<string>): Handle {
  return async (request, connection) => {
    const host = hostOf(request);
    return host === null || isOwnHost(host) || allowed.has(host)
      ? handle(request, connection)
      : { response: refusal(host) };
  };
}

function refusal(host: string): HttpResponse {
  const message = `The local stage does not answer under the name ${host}: a page of the web could make it lead here. Allow it with --allow-host ${host}, or use 127.0.0.1 or localhost.`;
  const body = toBytes(JSON.stringify({ code: "stage/foreign-host", message }));
  return {
    status: 403,
    headers: [
      ["Content-Type", "application/json"],
      ["Content-Length", String(body.byteLength)],
    ],
    body,
  };
}
