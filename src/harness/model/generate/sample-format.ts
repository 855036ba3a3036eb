import type { Randomness } from "../../core/ports.ts";

type Make = (digit: (below: number) => number) => string;

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const date: Make = (below) =>
  `20${two(20 + below(10))}-${two(1 + below(12))}-${two(1 + below(28))}`;
const time: Make = (below) => `${two(below(24))}:${two(below(60))}:${two(below(60))}Z`;

function hex(length: number, below: (limit: number) => number): string {
  return Array.from({ length }, () => below(16).toString(16)).join("");
}

const formats: Readonly<Record<string, Make>> = {
  date,
  time,
  "date-time": (below) => `${date(below)}T${time(below)}`,
  duration: (below) => `PT${1 + below(59)}M`,
  uuid: (below) =>
    `${hex(8, below)}-${hex(4, below)}-4${hex(3, below)}-a${hex(3, below)}-${hex(12, below)}`,
  email: (below) => `user${below(1000)}@example.com`,
  hostname: (below) => `host${below(1000)}.example.com`,
  ipv4: (below) => `192.0.2.${1 + below(254)}`,
  ipv6: (below) => `2001:db8::${(1 + below(9999)).toString(16)}`,
  uri: (below) => `https://example.com/${below(1000)}`,
  url: (below) => `https://example.com/${below(1000)}`,
  "uri-reference": (below) => `/items/${below(1000)}`,
  "json-pointer": (below) => `/items/${below(10)}`,
  byte: (below) => ["AAAA", "bG9ja3N0ZXA=", "c3RlcA=="][below(3)] ?? "AAAA",
  regex: () => "^a+$",
};

/** A text of a format; `null` for a format that asks for nothing we know. */
export function sampleFormat(format: string, randomness: Randomness): string | null {
  const make = Object.hasOwn(formats, format) ? formats[format] : undefined;
  return make === undefined ? null : make((below) => Math.floor(randomness.next() * below));
}
