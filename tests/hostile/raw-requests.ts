import type { SeededRandom } from "./seeded-random.ts";

/** What a client writes to one connection. */
export interface RawRequest {
  /** Written one after the other, as far as the server listens. */
  readonly parts: readonly Buffer[];
  /** What the client does once it has written all: says so, goes away, or waits for what comes. */
  readonly then: "end" | "leave" | "wait";
}

const methods = [
  "GET",
  "POST",
  "HEAD",
  "OPTIONS",
  "DELETE",
  "PATCH",
  "TRACE",
  "get",
  "",
  "G\0T",
  "M-SEARCH",
  "PRI",
  "CONNECT",
];
const targets = [
  "/dev/orders/1",
  "/dev/orders",
  "/dev//orders/%2e%2e/%00",
  "/dev/files/%ff%fe",
  "/dev/orders/1?a=%zz&b&=c",
  "//",
  "*",
  "",
  "http://elsewhere.example/dev/orders/1",
  "/dev/orders/1#part",
  "/dev/orders/\u00e9",
  "/_lockstep/reset",
  `/dev/files/${"a".repeat(9000)}`,
  `/dev/files/${"a".repeat(70_000)}`,
];
const versions = [
  "HTTP/1.1",
  "HTTP/1.0",
  "HTTP/2.0",
  "HTTP/0.9",
  "HTTP/1.1 ",
  "http/1.1",
  "",
  "HTTP/1.11",
];
const lineEnds = ["\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n"];
const names = [
  "Content-Type",
  "X-A",
  "",
  "X A",
  "X\0A",
  "Cookie",
  "Authorization",
  "Expect",
  "Upgrade",
  "Connection",
  "Te",
  "Trailer",
  "X-HTTP-Method-Override",
  "X-Amzn-RequestId",
  "__proto__",
  "\u00e9",
];
const values = [
  "",
  "application/json",
  "text/plain; charset=\u00ff",
  "100-continue",
  "close",
  "keep-alive, upgrade",
  "h2c",
  "websocket",
  "a\0b",
  " x",
  "\tx\t",
  "x".repeat(11_000),
  "AWS4-HMAC-SHA256 Credential=",
  "constructor",
  "{}",
];
const framings: readonly (readonly string[])[] = [
  [],
  ["Content-Length: 2"],
  ["Content-Length: 200000"],
  ["Content-Length: 99999999999999999999"],
  ["Content-Length: 20000000", "Expect: 100-continue"],
  ["Content-Length: -1"],
  ["Content-Length: 0x2"],
  ["Content-Length: 2", "Content-Length: 3"],
  ["Content-Length: 2, 2"],
  ["Transfer-Encoding: chunked"],
  ["Transfer-Encoding: chunked", "Content-Length: 2"],
  ["Transfer-Encoding: gzip, chunked"],
  ["Transfer-Encoding: xchunked"],
  ["Transfer-Encoding : chunked"],
  ["Transfer-Encoding:\u000bchunked"],
];
const bodies = [
  "",
  "{}",
  "[[[[",
  "2\r\n{}\r\n0\r\n\r\n",
  "ffffffffffffffff\r\n",
  "-2\r\n{}\r\n",
  '2;x="\r\n{}\r\n0\r\nX: y\r\n\r\n',
  "2\r\n{}",
  "GET /dev/orders/smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
];

/** One in so many parts of a request is not as a client should send it. */
const soundness = 12;

/** A request that is sound but for some parts, each drawn by itself. */
function compose(random: SeededRandom): Buffer {
  const odd = <Item>(sound: Item, others: readonly Item[]): Item =>
    random.below(soundness) === 0 ? random.pick(others) : sound;
  const end = odd("\r\n", lineEnds);
  const hasBody = random.below(3) === 0;
  const method = odd(hasBody ? "POST" : "GET", methods);
  const target = odd(hasBody ? "/dev/orders" : "/dev/orders/1", targets);
  const head = [`${method} ${target} ${odd("HTTP/1.1", versions)}`];
  for (let count = odd(1, [0, 2]); count > 0; count -= 1) head.push("Host: 127.0.0.1");
  head.push(...odd(hasBody ? ["Content-Length: 2"] : [], framings));
  for (let count = random.below(4); count > 0; count -= 1)
    head.push(`${odd("X-B", names)}${odd(": ", [":", " : ", ""])}${odd("1", values)}`);
  if (random.below(200) === 0)
    for (let each = 0; each < 3000; each += 1) head.push(`X-${String(each)}: y`);
  const body = odd(hasBody ? "{}" : "", bodies);
  return Buffer.from(`${head.join(end)}${end}${end}${body}`, "latin1");
}

/** Spoils bytes: flips some, takes some away, doubles some. */
function mutate(random: SeededRandom, whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  for (let count = random.below(4); count > 0; count -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  const at = random.below(bytes.length);
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    default:
      return bytes;
  }
}

function noise(random: SeededRandom): Buffer {
  return Buffer.from(Array.from({ length: 1 + random.below(400) }, () => random.below(256)));
}

function bytesOf(random: SeededRandom): Buffer {
  const kind = random.below(10);
  if (kind === 0) return noise(random);
  const composed = compose(random);
  return kind < 8 ? composed : mutate(random, composed);
}

const thens = ["end", "end", "end", "end", "leave", "leave", "wait"] as const;

/** What one client does: one request or a few, whole or in pieces, and whether it waits. */
export function createRawRequest(random: SeededRandom): RawRequest {
  const requests = Array.from({ length: random.pick([1, 1, 1, 2, 5]) }, () => bytesOf(random));
  const parts = requests.flatMap((bytes) => {
    if (random.below(3) !== 0) return [bytes];
    const at = random.below(bytes.length + 1);
    return [bytes.subarray(0, at), bytes.subarray(at)];
  });
  return { parts: parts.filter((part) => part.length > 0), then: random.pick(thens) };
}
