import { median } from "./measure/median.ts";
import { readChildUsage, type ChildUsage } from "./measure/read-child-usage.ts";
import { sendRequests } from "./measure/send-requests.ts";
import { startServer, type RunningServer } from "./measure/start-server.ts";
import type { BenchAnswer } from "./servers/serve-bench.ts";

export const name = "stage";

const rounds = 5;
const roundMs = 1000;
const warmUpMs = 2000;
const connections = 8;

/** One server in one round. */
interface Sample {
  readonly perSecond: number;
  /** CPU seconds a request, by process. */
  readonly server: number;
  readonly functions: number | null;
  readonly engine: number | null;
}

function childrenSince(before: ChildUsage | null, pid: number): ChildUsage | null {
  const after = before === null ? null : readChildUsage(pid);
  if (before === null || after === null) return null;
  return { functions: after.functions - before.functions, engine: after.engine - before.engine };
}

async function measure(server: RunningServer): Promise<Sample> {
  const childrenBefore = readChildUsage(server.pid);
  const before = await server.cpuSeconds();
  const { requests, seconds } = await sendRequests(server.url, roundMs, connections);
  const used = (await server.cpuSeconds()) - before;
  const children = childrenSince(childrenBefore, server.pid);
  return {
    perSecond: requests / seconds,
    server: used / requests,
    functions: children === null ? null : children.functions / requests,
    engine: children === null ? null : children.engine / requests,
  };
}

async function readAnswer(url: string): Promise<BenchAnswer> {
  const response = await fetch(url);
  const left = new Set(["connection", "keep-alive", "date", "content-length", "transfer-encoding"]);
  const headers = [...response.headers].filter(([header]) => !left.has(header));
  const body = await response.text();
  if (response.status !== 200)
    throw new Error(`${url} answered ${String(response.status)} ${body}`);
  const length = ["content-length", String(Buffer.byteLength(body))] as const;
  return { status: 200, headers: [...headers, length], body };
}

/** Median over the rounds of one figure as a multiple of the reference's, both of the same round. */
function ratio(
  samples: readonly Sample[],
  reference: readonly Sample[],
  pick: (sample: Sample, raw: Sample) => number | null,
): number | null {
  const ratios = samples.map((sample, round) => {
    const raw = reference[round];
    return raw === undefined ? null : pick(sample, raw);
  });
  const known = ratios.filter((each) => each !== null);
  return known.length === 0 ? null : median(known);
}

function perServerCpu(part: number | null, raw: Sample): number | null {
  return part === null ? null : part / raw.server;
}

/** MB of heap that so many requests leave behind. */
async function heapGained(server: RunningServer, requests: number): Promise<number> {
  const before = await server.heapBytes();
  let sent = 0;
  while (sent < requests) sent += (await sendRequests(server.url, 250, connections)).requests;
  return ((await server.heapBytes()) - before) / 2 ** 20;
}

/**
 * One GET of an order: the local stage with functions and DynamoDB, and the stage over functions that answer at
 * once, each against a node:http server that sends the same bytes. Eight connections, five rounds of a second each,
 * all servers in every round; medians. Then what 10,000 requests leave of memory. serverless-offline, which people
 * compare it with, is not installed here: measured once, it was at 0.05 of a bare server with its function.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const servers: RunningServer[] = [];
  try {
    const stage = await startServer("stage", null);
    servers.push(stage);
    const answer = await readAnswer(stage.url);
    const gateway = await startServer("gateway", answer);
    servers.push(gateway);
    const raw = await startServer("raw", answer);
    servers.push(raw);
    const samples: Sample[][] = servers.map(() => []);
    for (const server of servers) await sendRequests(server.url, warmUpMs, connections);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, server] of servers.entries()) samples[index]?.push(await measure(server));
    }
    const [whole = [], alone = [], reference = []] = samples;
    const speed = (sample: Sample, bare: Sample): number => sample.perSecond / bare.perSecond;
    const cpu = (sample: Sample, bare: Sample): number => sample.server / bare.server;
    const metrics = {
      "gateway alone, heap gained by 10,000 requests: MB": await heapGained(gateway, 10_000),
      "gateway alone: requests per second / raw": ratio(alone, reference, speed),
      "gateway alone: CPU per request / raw": ratio(alone, reference, cpu),
      "with functions: requests per second / raw": ratio(whole, reference, speed),
      "with functions: CPU per request / raw": ratio(whole, reference, cpu),
      "function processes: CPU per request / raw": ratio(whole, reference, (sample, bare) =>
        perServerCpu(sample.functions, bare),
      ),
      "DynamoDB engine: CPU per request / raw": ratio(whole, reference, (sample, bare) =>
        perServerCpu(sample.engine, bare),
      ),
    };
    return Object.fromEntries(
      Object.entries(metrics).flatMap(([metric, value]) =>
        value === null ? [] : [[metric, value]],
      ),
    );
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
