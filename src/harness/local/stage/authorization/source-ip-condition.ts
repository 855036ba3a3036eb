import { BlockList, isIP } from "node:net";
import { isObject } from "../../../core/json.ts";

/**
 * Does the condition of a statement hold for the address of a caller? `null`: cannot tell, since it asks for something
 * else than `aws:SourceIp`, or the caller comes from this machine, whose address no policy can mean.
 */
export function holdsForAddress(condition: unknown, sourceIp: string): boolean | null {
  if (condition === undefined) return true;
  if (!isObject(condition)) return null;
  const tests = Object.entries(condition).map(([operator, keys]) => test(operator, keys, sourceIp));
  if (tests.includes(false)) return false;
  return tests.includes(null) ? null : true;
}

function test(operator: string, keys: unknown, sourceIp: string): boolean | null {
  const isNegative = operator === "NotIpAddress";
  if ((!isNegative && operator !== "IpAddress") || !isObject(keys)) return null;
  const results = Object.entries(keys).map(([key, value]) => {
    if (key.toLowerCase() !== "aws:sourceip") return null;
    const inside = isInside(value, sourceIp);
    return inside === null ? null : inside !== isNegative;
  });
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

function isInside(value: unknown, sourceIp: string): boolean | null {
  const family = isIP(sourceIp) === 6 ? "ipv6" : "ipv4";
  if (isIP(sourceIp) === 0 || isLoopback(sourceIp)) return null;
  const ranges: readonly unknown[] = Array.isArray(value) ? value : [value];
  const list = new BlockList();
  for (const range of ranges) {
    if (typeof range !== "string") return null;
    const [address = "", bits] = range.split("/");
    const kind = isIP(address) === 6 ? "ipv6" : "ipv4";
    const length = bits === undefined ? (kind === "ipv6" ? 128 : 32) : Number(bits);
    if (isIP(address) === 0 || !(length >= 0 && length <= (kind === "ipv6" ? 128 : 32)))
      return null;
    list.addSubnet(address, length, kind);
  }
  return list.check(sourceIp, family);
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address.startsWith("::ffff:127.");
}
