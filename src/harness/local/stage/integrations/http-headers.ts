import { headerValue, type HeaderLine } from "../../../core/http-message.ts";
import type { RestApiIdentity } from "../../../model/events/rest-proxy-event.ts";
import { traceHeaderOf } from "../invoke-function.ts";
import type { Arrival } from "../accept-request.ts";
import type { MethodRequest } from "./method-request.ts";

/** What an `http_proxy` integration does not hand on beside what no integration gets (guide). */
const droppedForProxy: ReadonlySet<string> = new Set(["content-encoding", "host", "via"]);

/**
 * What never reaches a server, mapped or not: it is about one connection, or dropped by the guide's table and by what
 * was tested against AWS. Lengths come from the body.
 */
const neverSent: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "proxy-authenticate",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);

/** Whether a header frames a request or is about a connection, so that no mapping or template sets it. */
export function isNeverSent(name: string): boolean {
  return neverSent.has(name.toLowerCase());
}

/** Where the headers of a request to a server come from. */
export interface HeaderSetting {
  readonly api: RestApiIdentity;
  readonly arrival: Arrival;
  readonly request: MethodRequest;
  /** `http_proxy` hands the client's headers on; `http` sends the mapped ones alone. */
  readonly proxy: boolean;
  /** What `requestParameters` and templates set; it wins. */
  readonly mapped: ReadonlyMap<string, readonly string[]>;
}

/**
 * The headers an HTTP integration sends: the client's or none, the mapped ones over them, and what API
 * Gateway fills in (recorded, December 2024).
 */
export function httpHeaders(setting: HeaderSetting): HeaderLine[] {
  const { api, arrival, request, proxy, mapped } = setting;
  const groups = new Map<string, readonly HeaderLine[]>();
  if (proxy) {
    for (const [name, values] of Object.entries(request.multiValueHeaders)) {
      const lower = name.toLowerCase();
      if (!droppedForProxy.has(lower))
        groups.set(
          lower,
          values.map((value) => [name, value]),
        );
    }
  }
  for (const [name, values] of mapped) {
    groups.set(
      name.toLowerCase(),
      values.map((value) => [name, value]),
    );
  }
  const fill = (name: string, value: string): void => {
    if (!groups.has(name.toLowerCase())) groups.set(name.toLowerCase(), [[name, value]]);
  };
  fill("Accept", "application/json");
  fill("User-Agent", `AmazonAPIGateway_${api.apiId}`);
  groups.set("x-amzn-apigateway-api-id", [["X-Amzn-Apigateway-Api-Id", api.apiId]]);
  groups.set("x-amzn-trace-id", [["X-Amzn-Trace-Id", traceHeaderOf(arrival)]]);
  for (const name of neverSent) groups.delete(name);
  return [...groups.values()].flat();
}

/** Adds what frames a request: the host, and the length of a body. */
export function frameHeaders(
  lines: readonly HeaderLine[],
  host: string,
  body: Uint8Array,
): readonly HeaderLine[] {
  const own = lines.filter(([name]) => name.toLowerCase() !== "host");
  const typed =
    body.byteLength === 0 || headerValue(own, "content-type") !== undefined
      ? own
      : [...own, ["Content-Type", "application/json"] as const];
  return [
    ["Host", host],
    ...typed,
    ["Content-Length", String(body.byteLength)],
    ["Connection", "close"],
  ];
}
