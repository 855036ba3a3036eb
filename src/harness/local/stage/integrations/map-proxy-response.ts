import type { HeaderLine, HttpResponse } from "../../../core/http-message.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import { failGateway, type GatewayFailure } from "../gateway-failure.ts";
import { isSendable } from "../merge-headers.ts";
import { remapResponseHeader } from "./remap-headers.ts";

/** The answer of a server behind `http_proxy`, as the client gets it: all of it, but for a few headers. */
export function mapProxyResponse({
  status,
  headers,
  body,
}: HttpResponse): UnfinishedResponse | GatewayFailure {
  if (status < 200 || status > 599) {
    const detail = `the server answered with the status ${status}`;
    return failGateway("INTEGRATION_FAILURE", { status: 502, detail });
  }
  const lines = headers.flatMap(([name, value]): readonly HeaderLine[] => {
    const sent = remapResponseHeader(name, "proxy");
    return sent === null || !isSendable(sent, value) ? [] : [[sent, value]];
  });
  return { status, headers: lines, body };
}
