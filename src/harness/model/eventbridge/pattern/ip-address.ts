/** An IP address: 32 bits of version 4, or 128 of version 6. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** Addresses of version 4 written as version 6, `::ffff:10.0.0.1`. */
const mappedPrefix = 0xffffn;

function readVersion4(text: string): bigint | null {
  if (!/^\d+\.\d+\.\d+\.\d+$/u.test(text)) return null;
  let bits = 0n;
  for (const part of text.split(".")) {
    const value = Number(part);
    if (value > 255) return null;
    bits = (bits << 8n) | BigInt(value);
  }
  return bits;
}

/** Groups of 16 bits on one side of `::`; an address of version 4 may stand at the end. */
function readGroups(text: string, mayEndInVersion4: boolean): bigint[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    if (mayEndInVersion4 && index === parts.length - 1 && part.includes(".")) {
      const last = readVersion4(part);
      if (last === null) return null;
      groups.push(last >> 16n, last & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/u.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else return null;
  }
  return groups;
}

function readVersion6(text: string): bigint | null {
  const sides = text.split("::");
  const [front = "", back] = sides;
  if (sides.length > 2) return null;
  const first = readGroups(front, back === undefined);
  const last = back === undefined ? [] : readGroups(back, true);
  if (first === null || last === null) return null;
  const gap = 8 - first.length - last.length;
  if (back === undefined ? gap !== 0 : gap < 1) return null;
  const groups = [...first, ...Array.from({ length: gap }, () => 0n), ...last];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/**
 * Reads an address; `null` for any other text. Leading zeros of version 4 are decimal, and a mapped
 * address of version 6 is the address of version 4 it stands for.
 */
export function readIpAddress(text: string): IpAddress | null {
  // The shortest is "::", the longest has eight groups of four and a quad; most texts end here.
  if (text.length < 2 || text.length > 60 || !/^[\d.:a-fA-F]+$/u.test(text)) return null;
  if (!text.includes(":")) {
    const bits = readVersion4(text);
    return bits === null ? null : { version: 4, bits };
  }
  const bits = readVersion6(text);
  if (bits === null) return null;
  if (bits >> 32n === mappedPrefix) return { version: 4, bits: bits & 0xffffffffn };
  return { version: 6, bits };
}
