import { LockstepError } from "../../core/lockstep-error.ts";

/** A base URL taken apart. */
export interface TargetAddress {
  readonly secure: boolean;
  /** Without brackets for IPv6. */
  readonly host: string;
  readonly port: number;
  /** `Host` header: the port only where it is not the scheme's own. */
  readonly hostHeader: string;
  /** Stage prefix without a trailing slash, `""` for none. */
  readonly basePath: string;
  /** The URL again, normalised: no trailing slash. */
  readonly baseUrl: string;
}

function badUrl(baseUrl: string, reason: string): LockstepError {
  return new LockstepError({
    code: "target/bad-url",
    message: `${JSON.stringify(baseUrl)} cannot be the base URL of a target: ${reason}.`,
  });
}

/**
 * Reads a base URL. Throws `LockstepError` (`target/bad-url`) for anything but an http or https URL
 * without credentials, query and fragment.
 */
export function parseTargetAddress(baseUrl: string): TargetAddress {
  if (!URL.canParse(baseUrl)) throw badUrl(baseUrl, "it is not a URL");
  const url = new URL(baseUrl);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw badUrl(baseUrl, "only http and https are spoken");
  if (url.username !== "" || url.password !== "")
    throw badUrl(url.origin, "credentials belong into a header, not into the URL");
  if (url.search !== "" || url.hash !== "")
    throw badUrl(`${url.origin}${url.pathname}`, "it has a query or a fragment");
  const secure = url.protocol === "https:";
  const basePath = url.pathname.replace(/\/+$/, "");
  return {
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    hostHeader: url.host,
    basePath,
    baseUrl: `${url.origin}${basePath}`,
  };
}
