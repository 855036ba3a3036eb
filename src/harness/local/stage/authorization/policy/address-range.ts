import { BlockList, isIP } from "node:net";

/**
 * Is an address in a range in CIDR notation, or the address itself? `null` where one of the two is none. No address is
 * in a range of the other IP version (assumed).
 *
 * @example isInRange("203.0.113.0/24", "203.0.113.7") // true
 */
export function isInRange(range: string, address: string): boolean | null {
  const [base = "", bits, ...rest] = range.split("/");
  const kind = isIP(base) === 6 ? "ipv6" : "ipv4";
  const longest = kind === "ipv6" ? 128 : 32;
  const length = bits === undefined ? longest : /^\d{1,3}$/u.test(bits) ? Number(bits) : -1;
  const isRange = isIP(base) !== 0 && rest.length === 0 && length >= 0 && length <= longest;
  if (!isRange || isIP(address) === 0) return null;
  // Node.js takes an IPv4 address for one in `::ffff:0:0/96`; a policy names the version it means.
  if (isIP(address) !== isIP(base)) return false;
  const list = new BlockList();
  list.addSubnet(base, length, kind);
  return list.check(address, kind);
}
