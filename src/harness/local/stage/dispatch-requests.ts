import type { HttpRequest, HttpResponse } from "../../core/http-message.ts";
import { blindTrace, type Exchange } from "../../core/target.ts";
import { hostOf, isOwnHost } from "./host-name.ts";
import { jsonResponse } from "./json-response.ts";
import type { Handle } from "./serve-request.ts";
import { staticNote, type AnswerUnrouted } from "./static-files.ts";

/** A place on a port under which a stage answers. */
export interface Mount {
  /** A domain name of the project's own; `null` for the port's own address. */
  readonly domain: string | null;
  /** `/v1`, or empty for the whole. */
  readonly base: string;
  readonly handle: Handle;
}

/** What becomes of requests that no stage of a port takes. */
export interface Unplaced {
  /** Answers by a file, as stages do where no route answers. */
  readonly unrouted: AnswerUnrouted | null;
  /** Told of each, as a stage tells of what it answered. */
  readonly onExchange: (exchange: Exchange) => void;
}

/**
 * Puts several stages on one port, each under its domain and base path; the longest base path wins.
 *
 * Under a domain a stage is told so and sees the domain's name as `Host`, as there would be no port in it. By the
 * port's own address the first domain answers. Without domains the name does not matter, and the base is taken off
 * the path.
 */
export function dispatchRequests(
  mounts: readonly Mount[],
  { unrouted, onExchange }: Unplaced = { unrouted: null, onExchange: () => {} },
): Handle {
  const byLength = mounts.toSorted((a, b) => b.base.length - a.base.length);
  const domains = new Set(mounts.flatMap(({ domain }) => domain ?? []));
  const [first = null] = domains;
  const tell = (request: HttpRequest, response: HttpResponse, detail: string): Exchange => {
    const trace = { ...blindTrace, answeredBy: "gateway", gatewayDetail: detail } as const;
    const exchange = { request, response, trace, durationMs: 0 };
    onExchange(exchange);
    return exchange;
  };
  return async (request, connection) => {
    const host = hostOf(request) ?? "";
    const isAddress = first === null || (isOwnHost(host) && !domains.has(host));
    const wanted = isAddress ? first : host;
    const mount = byLength.find(
      ({ domain, base }) => domain === wanted && isUnder(request.path, base),
    );
    if (mount === undefined) {
      const file = (await unrouted?.(request)) ?? null;
      const told = file === null ? noStage(mounts) : staticNote;
      return tell(request, file ?? forbidden, told);
    }
    const { domain, base, handle } = mount;
    if (domain === null) {
      const path = request.path.slice(base.length);
      return handle({ ...request, path: path === "" ? "/" : path }, connection);
    }
    if (isReserved(request.path)) {
      const message = `API Gateway answers /ping and /sping of the domain ${domain} itself; the local stage does not.`;
      return tell(request, reserved(message), message);
    }
    const headers = [
      ...request.headers.filter(([name]) => name.toLowerCase() !== "host"),
      ["Host", domain] as const,
    ];
    return handle({ ...request, headers }, { ...connection, mapping: { basePath: base } });
  };
}

/** Why no stage took a request. */
function noStage(mounts: readonly Mount[]): string {
  const places = mounts.map(({ domain, base }) => `${domain ?? ""}${base === "" ? "/" : base}`);
  return `no API is served under this path; there is ${places.join(", ")}`;
}

function isUnder(path: string, base: string): boolean {
  return base === "" || path === base || path.startsWith(`${base}/`);
}

/** API Gateway answers these itself, at the root of every domain. */
function isReserved(path: string): boolean {
  return /^\/s?ping\/?$/u.test(path);
}

/** A domain without a mapping for the path (recalled). */
const forbidden = jsonResponse(403, { message: "Forbidden" }, [
  ["x-amzn-ErrorType", "ForbiddenException"],
]);

function reserved(message: string): HttpResponse {
  return jsonResponse(501, { code: "stage/operation-not-emulated", message });
}
