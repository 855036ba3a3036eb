import type { HeaderLine } from "../../core/http-message.ts";
import type { GatewayConnection } from "./rest-request-headers.ts";

/** Header values by lower-case name, in the order they were sent. */
export type HeaderGroups = ReadonlyMap<string, readonly string[]>;

/** What an HTTP API knows of a request beside its header lines. */
export interface HttpConnection extends GatewayConnection {
  /** Bytes of the body; goes into `content-length`, also when it is 0. */
  readonly bodyLength: number;
}

/** Between the client and the gateway only. */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Set by the gateway on every request. */
const gatewayNames: ReadonlySet<string> = new Set([
  "content-length",
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/** Header lines as an HTTP API hands them to an integration: lower-case names, its own added. */
export function groupHttpHeaders(
  lines: readonly HeaderLine[],
  connection: HttpConnection,
): HeaderGroups {
  const groups = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [value]);
    else known.push(value);
  };
  const forwarded: string[] = [];
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    if (lower === "x-forwarded-for") forwarded.push(value);
    if (!hopByHop.has(lower) && !gatewayNames.has(lower)) add(lower, value);
  }
  if (!groups.has("host")) add("host", connection.defaultHost);
  add("content-length", String(connection.bodyLength));
  add("x-amzn-trace-id", connection.traceHeader);
  add("x-forwarded-for", [...forwarded, connection.sourceIp].join(", "));
  add("x-forwarded-port", "443");
  add("x-forwarded-proto", "https");
  return groups;
}
