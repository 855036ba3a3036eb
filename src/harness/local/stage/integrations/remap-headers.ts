/** Renamed to `x-amzn-Remapped-<name>` for `aws` and `http` integrations (recorded, December 2024). */
const remappedOfMapped: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
]);

/** The same for `http_proxy`. */
const remappedOfProxy: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "server",
]);

/** The gateway's own to set. */
const ownHeaders: ReadonlySet<string> = new Set([
  "transfer-encoding",
  "x-amzn-requestid",
  "x-amz-apigw-id",
  "x-amzn-trace-id",
]);

/**
 * The name a header of an integration's response goes by to the client, `null` when it is dropped
 * (API Gateway developer guide, "Important notes"; recorded).
 *
 * @param way `mapped` for `aws`, `http` and `mock`, `proxy` for `http_proxy`
 */
export function remapResponseHeader(name: string, way: "mapped" | "proxy"): string | null {
  const lower = name.toLowerCase();
  if (ownHeaders.has(lower) || (way === "proxy" && lower === "via")) return null;
  const renamed = way === "mapped" ? remappedOfMapped : remappedOfProxy;
  return renamed.has(lower) ? `x-amzn-Remapped-${name}` : name;
}
