import type { HeaderLine } from "../../core/http-message.ts";

/** Headers as a proxy event carries them: last value per name, and all values per name. */
export interface EventHeaders {
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
}

/** What API Gateway itself knows of the connection a request came in on. */
export interface GatewayConnection {
  readonly sourceIp: string;
  /** Host to report when the client sent none. */
  readonly defaultHost: string;
  /** `Root=1-…-…`, as it goes into the event. */
  readonly traceHeader: string;
}

/** Headers no integration ever sees (recorded on AWS_PROXY). */
const droppedHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "transfer-encoding",
  "trailer",
  "upgrade",
  "www-authenticate",
]);

/** Names API Gateway writes in its own casing, whatever the client sent. */
const canonicalNames: ReadonlyMap<string, string> = new Map([
  ["host", "Host"],
  ["user-agent", "User-Agent"],
]);

/** Set by the gateway on every request; `X-Forwarded-For` keeps what the client sent in front. */
const gatewayNames: ReadonlySet<string> = new Set([
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/**
 * Header lines as a REST API hands them to a Lambda function: the client's casing, hop-by-hop
 * headers dropped, the headers of a Regional endpoint added.
 *
 * A name that is repeated goes by its first casing; `headers` has its last value.
 */
export function restRequestHeaders(
  lines: readonly HeaderLine[],
  connection: GatewayConnection,
): EventHeaders {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  const spelling = new Map<string, string>();
  const add = (name: string, lower: string, value: string): void => {
    const known = spelling.get(lower);
    if (known === undefined) {
      spelling.set(lower, name);
      define(headers, name, value);
      define(multiValueHeaders, name, [value]);
      return;
    }
    define(headers, known, value);
    multiValueHeaders[known]?.push(value);
  };
  let forwardedFor = connection.sourceIp;
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    if (lower === "x-forwarded-for") forwardedFor = `${value}, ${connection.sourceIp}`;
    if (droppedHeaders.has(lower) || gatewayNames.has(lower)) continue;
    if (lower === "authorization" && isSignature(value)) continue;
    add(canonicalNames.get(lower) ?? name, lower, value);
  }
  if (!spelling.has("host")) add("Host", "host", connection.defaultHost);
  add("X-Amzn-Trace-Id", "x-amzn-trace-id", connection.traceHeader);
  add("X-Forwarded-For", "x-forwarded-for", forwardedFor);
  add("X-Forwarded-Port", "x-forwarded-port", "443");
  add("X-Forwarded-Proto", "x-forwarded-proto", "https");
  return { headers, multiValueHeaders };
}

/** A signature (SigV4) is the gateway's business and goes no further; other credentials do. */
function isSignature(authorization: string): boolean {
  return /^\s*AWS4-/iu.test(authorization);
}

/** A client may send a header called `__proto__`; it becomes an ordinary member. */
function define<T>(target: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    target[name] = value;
  }
}
