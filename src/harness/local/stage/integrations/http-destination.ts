import type { HttpRequest, HttpResponse } from "../../../core/http-message.ts";

/** Answers a request to another API of the template; the path begins with the stage. */
export type SiblingApi = (
  request: HttpRequest,
  connection: { readonly sourceIp: string; readonly hops: number },
) => Promise<HttpResponse>;

/** What a stage may reach for its HTTP integrations. */
export interface IntegrationReach {
  /**
   * Base URL → the URL that answers for it, or `true` to let requests out to it. The longest that a URI
   * begins with counts.
   */
  readonly servers: Readonly<Record<string, string | true>>;
  /** An API of the template by its logical id, `null` where it is not served here. */
  readonly api: (logicalId: string) => SiblingApi | null;
}

/** Where a request to a server goes. */
export type Destination =
  | { readonly kind: "api"; readonly answer: SiblingApi; readonly path: string }
  /** `host` is what the server is told it is asked as: the one of the document. */
  | { readonly kind: "server"; readonly url: URL; readonly host: string }
  | { readonly kind: "refused"; readonly reason: string };

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/iu;

/**
 * Decides where the URL of an HTTP integration leads on this machine: an API of the template, this machine
 * itself, or what the configuration allows. A document does not make Lockstep call the network.
 *
 * @param api logical id of the API the URL leads to, `null` for a server
 */
export function findDestination(
  written: string,
  api: string | null,
  { servers, api: apiOf }: IntegrationReach,
): Destination {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || !/^https?:$/u.test(url.protocol)) {
    return { kind: "refused", reason: `HTTP integrations with the uri "${written}"` };
  }
  const configured = Object.entries(servers)
    .filter(([base]) => isBelow(url, base))
    .toSorted(([a], [b]) => b.length - a.length)
    .at(0);
  if (configured !== undefined) return configuredDestination(url, configured);
  if (api !== null) {
    const answer = apiOf(api);
    const path = `${url.pathname}${url.search}`;
    if (answer !== null) return { kind: "api", answer, path };
    return { kind: "refused", reason: `calls of the API ${api}, which has no stage here` };
  }
  if (loopback.test(url.hostname)) return { kind: "server", url, host: url.host };
  return {
    kind: "refused",
    reason: `calls of ${url.origin}, which is not on this machine; to have it answered, write into lockstep.config: integrations: { ${JSON.stringify(url.origin)}: "http://127.0.0.1:4000" }, or true to let requests out`,
  };
}

/** Is a URL a base URL, or below it? */
function isBelow(url: URL, base: string): boolean {
  if (!URL.canParse(base)) return false;
  const { origin, pathname } = new URL(base);
  const folder = pathname.replace(/\/+$/u, "");
  return (
    url.origin === origin && (url.pathname === folder || url.pathname.startsWith(`${folder}/`))
  );
}

function configuredDestination(
  url: URL,
  [base, target]: readonly [string, string | true],
): Destination {
  if (target === true) return { kind: "server", url, host: url.host };
  const rest = url.pathname.slice(new URL(base).pathname.replace(/\/+$/u, "").length);
  const to = new URL(target);
  to.pathname = `${to.pathname.replace(/\/+$/u, "")}${rest}`;
  to.search = url.search;
  return { kind: "server", url: to, host: url.host };
}
