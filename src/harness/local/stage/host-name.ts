import { isIP } from "node:net";
import { headerValue, type HttpRequest } from "../../core/http-message.ts";

/** The host a request names, as `hostName` writes it; `null` where it names none (HTTP/1.0). */
export function hostOf({ headers }: HttpRequest): string | null {
  const named = headerValue(headers, "host");
  return named === undefined ? null : hostName(named);
}

/**
 * A host as hosts are compared here: in lower case, without port and without the dot that ends a full name.
 *
 * @example hostName("Shop.test.:3000") // "shop.test"
 */
export function hostName(text: string): string {
  const name = text.trim().toLowerCase();
  if (isIP(name) === 6) return `[${name}]`;
  return name.replace(/:\d*$/u, "").replace(/(?<=[^.])\.$/u, "");
}

/**
 * Is it a name of this machine? Names below localhost lead here by rule (RFC 6761), and nobody else has an address in
 * 127/8.
 *
 * @param host as `hostName` writes it
 */
export function isOwnHost(host: string): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(host);
}

/** Does an address lead to this machine, whatever its network? */
export function isOwnAddress(address: string): boolean {
  return /^(?:::ffff:)?127\./iu.test(address) || address === "::1";
}
