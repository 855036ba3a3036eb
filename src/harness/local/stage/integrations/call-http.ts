import type { HeaderLine, HttpResponse } from "../../../core/http-message.ts";
import { percentEncode } from "../../../model/events/query-parameters.ts";
import type { Arrival } from "../accept-request.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import type { StageContext } from "../stage-context.ts";
import { findDestination, type Destination } from "./http-destination.ts";
import { frameHeaders } from "./http-headers.ts";
import type { HttpPlace } from "./integration.ts";
import { sendRequest, type SendFailure } from "./send-request.ts";

/** A request to the server behind an HTTP integration. */
export interface HttpCall {
  readonly place: HttpPlace;
  readonly timeoutMs: number;
  /** Raw values for the variables of the uri, encoded as they go into it. */
  readonly path: ReadonlyMap<string, string>;
  /** Raw, without `?`. */
  readonly query: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** What the calls of HTTP integrations need of a stage. */
export type HttpSetting = Pick<StageContext, "reach" | "startTimer">;

/**
 * Calls the server behind an HTTP integration: 504 where it does not answer, in time or at all, 501 for one
 * that nobody let Lockstep call.
 */
export async function callHttp(
  { reach, startTimer }: HttpSetting,
  arrival: Arrival,
  call: HttpCall,
): Promise<HttpResponse | GatewayFailure> {
  const { place, timeoutMs } = call;
  const uri = withVariables(place.uri, call.path);
  const destination = findDestination(uri, place.api, reach);
  if (destination.kind === "refused") return refuseUnemulated(destination.reason);
  const late = Promise.withResolvers<GatewayFailure>();
  const abort = new AbortController();
  const cancel = startTimer(timeoutMs, () => {
    const detail = `${uri} did not answer within ${timeoutMs} ms, the integration timeout`;
    late.resolve(failGateway("INTEGRATION_TIMEOUT", { detail }));
    abort.abort();
  });
  try {
    const method = place.httpMethod ?? arrival.method;
    const sending = deliver(destination, { ...call, method }, arrival, abort.signal);
    const answer = await Promise.race([sending, late.promise]);
    return "reason" in answer ? unreachable(uri, answer) : answer;
  } finally {
    cancel();
  }
}

function unreachable(uri: string, { kind, reason }: SendFailure): GatewayFailure {
  const detail = `${uri}: ${reason}`;
  return kind === "too-large"
    ? failGateway("INTEGRATION_FAILURE", { status: 500, detail })
    : failGateway("INTEGRATION_FAILURE", {
        status: 504,
        message: "Network error communicating with endpoint",
        detail,
      });
}

/** APIs of a template that call each other in a circle would never end. */
const mostHops = 8;

type Delivery = HttpCall & { readonly method: string };

function deliver(
  destination: Exclude<Destination, { readonly kind: "refused" }>,
  { method, query, headers, body }: Delivery,
  arrival: Arrival,
  signal: AbortSignal,
): Promise<HttpResponse | SendFailure> {
  const isBodiless = body.byteLength === 0;
  if (destination.kind === "api") {
    const [path = "/", own = ""] = destination.path.split("?", 2);
    const request = { method, path, query: joinQuery(own, query), headers };
    const { sourceIp, hops = 0 } = arrival.connection;
    if (hops >= mostHops) {
      const reason = `the APIs call each other ${mostHops} times over`;
      return Promise.resolve({ kind: "unreachable", reason });
    }
    const connection = { sourceIp, hops: hops + 1 };
    return destination.answer({ ...request, body: isBodiless ? null : body }, connection);
  }
  const { url, host } = destination;
  const framed = frameHeaders(headers, host, body);
  const bare = isBodiless && (method === "GET" || method === "HEAD");
  return sendRequest(
    url.origin,
    {
      method,
      path: url.pathname,
      query: joinQuery(url.search.slice(1), query),
      headers: bare ? framed.filter(([name]) => name !== "Content-Length") : framed,
      body: isBodiless ? null : body,
    },
    signal,
  );
}

function joinQuery(first: string, second: string): string {
  return first === "" || second === "" ? `${first}${second}` : `${first}&${second}`;
}

/** Fills `{variables}`; of a greedy one the slashes stay. A variable nobody maps stays as it is. */
function withVariables(uri: string, values: ReadonlyMap<string, string>): string {
  return uri.replaceAll(/\{([\w.-]+)(\+?)\}/gu, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : value.split("/").map(percentEncode).join("/");
  });
}
