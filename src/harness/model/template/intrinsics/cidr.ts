import {
  evaluateText,
  isList,
  known,
  unknown,
  type Intrinsic,
  type IntrinsicScope,
} from "./evaluation.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Resolved } from "../template-model.ts";

/** An address block: its first address, the bits that count, of how many. */
interface Block {
  readonly address: bigint;
  readonly mask: number;
  readonly width: 32 | 128;
}

/**
 * `Fn::Cidr`: `[block, count, bits]`, the first `count` blocks of 2^bits addresses each within a
 * block (source: CloudFormation template reference, "Fn::Cidr": count 1 to 256, `8` bits make a
 * mask of `/24`).
 */
export const cidr: Intrinsic = (argument, scope) => {
  if (!isList(argument)) return unknown("Fn::Cidr takes an address block, a count and bits");
  const [written, count, bits] = argument;
  if (written === undefined || count === undefined || bits === undefined)
    return unknown("Fn::Cidr takes an address block, a count and bits");
  const text = evaluateText(written, scope, "the block of Fn::Cidr");
  if (!text.known) return text;
  const many = wholeNumber(count, scope, 256);
  if (!many.known) return many;
  const block = readBlock(text.value);
  if (block === null) return unknown(`${text.value} is no address block`);
  const host = wholeNumber(bits, scope, block.width);
  if (!host.known) return host;
  const size = 1n << BigInt(host.value);
  if (size * BigInt(many.value) > 1n << BigInt(block.width - block.mask))
    return unknown(`${text.value} has no room for ${many.value} blocks of ${host.value} bits`);
  const mask = block.width - host.value;
  return known(
    Array.from({ length: many.value }, (_, index) => {
      const address = block.address + size * BigInt(index);
      return `${block.width === 32 ? formatIPv4(address) : formatIPv6(address)}/${mask}`;
    }),
  );
};

function wholeNumber(value: JsonValue, scope: IntrinsicScope, most: number): Resolved<number> {
  const text = evaluateText(value, scope, "a number of Fn::Cidr");
  if (!text.known) return text;
  const number = Number(text.value);
  return Number.isInteger(number) && number >= 1 && number <= most
    ? known(number)
    : unknown(`Fn::Cidr takes a whole number from 1 to ${most}, not ${text.value}`);
}

function readBlock(text: string): Block | null {
  const [, written = "", bits = ""] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const width = written.includes(":") ? 128 : 32;
  const address = width === 32 ? readIPv4(written) : readIPv6(written);
  const mask = Number(bits);
  if (address === null || mask > width) return null;
  const host = BigInt(width - mask);
  return { address: (address >> host) << host, mask, width };
}

function readIPv4(text: string): bigint | null {
  const parts = text.split(".").map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : null;
}

function readIPv6(text: string): bigint | null {
  const [head = "", tail, ...others] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  if (others.length > 0 || missing < 0 || (tail === undefined && missing > 0)) return null;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function formatIPv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
}

/** The longest run of zeros is left out (source: RFC 5952, section 4). */
function formatIPv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 65_535n).toString(16),
  );
  const runs = [...`:${groups.join(":")}:`.matchAll(/(?::0)+(?=:)/g)]
    .map(([run]) => run)
    .filter((run) => run.length > 2)
    .toSorted((a, b) => b.length - a.length);
  const [longest] = runs;
  const text = `:${groups.join(":")}:`;
  if (longest === undefined) return text.slice(1, -1);
  return text.replace(longest, ":").replace(/^:(?!:)|(?<!:):$/g, "");
}
