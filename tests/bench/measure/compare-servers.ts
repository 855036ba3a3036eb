import { median } from "./median.ts";
import { readChildUsage, type ChildUsage } from "./read-child-usage.ts";
import { sendRequests, type BenchRequest } from "./send-requests.ts";
import type { BenchAnswer } from "../servers/serve-bench.ts";

const roundMs = 1000;
const warmUpMs = 2000;
const connections = 8;

/** A server in a process of its own, so that the client's CPU is not counted. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** CPU seconds of the server's process so far, those of its children left out; `null` where nobody tells. */
  cpuSeconds(): Promise<number | null>;
  stop(): Promise<void>;
}

/** One server in one round. */
export interface Sample {
  readonly perSecond: number;
  /** CPU seconds a request, by process; `null` where the system does not tell. */
  readonly server: number | null;
  readonly functions: number | null;
  readonly engine: number | null;
}

function perRequest(before: number | null, after: number | null, requests: number): number | null {
  return before === null || after === null ? null : (after - before) / requests;
}

async function measure(server: ServerProcess, request: BenchRequest): Promise<Sample> {
  const look = async (): Promise<{ own: number | null; children: ChildUsage | null }> => ({
    own: await server.cpuSeconds(),
    children: readChildUsage(server.pid),
  });
  const before = await look();
  const { requests, seconds } = await sendRequests(request, roundMs, connections);
  const after = await look();
  const part = (name: keyof ChildUsage): number | null =>
    perRequest(before.children?.[name] ?? null, after.children?.[name] ?? null, requests);
  return {
    perSecond: requests / seconds,
    server: perRequest(before.own, after.own, requests),
    functions: part("functions"),
    engine: part("engine"),
  };
}

/**
 * Measures servers under the same client: eight connections, a request in flight on each, rounds of a second in which
 * every server has its turn.
 *
 * @param body JSON of a POST; `null` sends GETs
 * @returns the samples of each server, by round
 */
export async function measureServers(
  servers: readonly ServerProcess[],
  body: string | null,
  rounds = 5,
): Promise<readonly (readonly Sample[])[]> {
  const samples: Sample[][] = servers.map(() => []);
  for (const { url } of servers) await sendRequests({ url, body }, warmUpMs, connections);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries())
      samples[index]?.push(await measure(server, { url: server.url, body }));
  }
  return samples;
}

/** Median over the rounds of one figure as a multiple of the reference's, both of the same round. */
export function ratio(
  samples: readonly Sample[] = [],
  reference: readonly Sample[] = [],
  pick: (sample: Sample) => number | null,
  pickReference: (sample: Sample) => number | null = pick,
): number | null {
  const known = samples.flatMap((sample, round) => {
    const other = reference[round];
    const [part, whole] = [pick(sample), other === undefined ? null : pickReference(other)];
    return part === null || whole === null ? [] : [part / whole];
  });
  return known.length === 0 ? null : median(known);
}

/** The metrics that could be measured on this machine. */
export function measuredOnly(
  metrics: Readonly<Record<string, number | null>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([metric, value]) => (value === null ? [] : [[metric, value]])),
  );
}

/** Sends at least so many requests, as `measureServers` does. */
export async function sendAtLeast(request: BenchRequest, requests: number): Promise<void> {
  let sent = 0;
  while (sent < requests) sent += (await sendRequests(request, 250, connections)).requests;
}

/** What a server answers, for a reference that sends the same bytes. */
export async function readAnswer({ url, body }: BenchRequest): Promise<BenchAnswer> {
  const sent = { method: "POST", headers: { "content-type": "application/json" }, body };
  const response = await fetch(url, body === null ? {} : sent);
  const left = new Set(["connection", "keep-alive", "date", "content-length", "transfer-encoding"]);
  const headers = [...response.headers].filter(([header]) => !left.has(header));
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)} ${text}`);
  const length = ["content-length", String(Buffer.byteLength(text))] as const;
  return { status: response.status, headers: [...headers, length], body: text };
}
