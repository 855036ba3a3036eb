import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  measuredOnly,
  measureServers,
  ratio,
  readAnswer,
  sendAtLeast,
  type Sample,
} from "./measure/compare-servers.ts";
import { startServer, type RunningServer } from "./measure/start-server.ts";
import { projectRequest, writeProject } from "./projects/write-project.ts";

export const name = "stage";

const speed = ({ perSecond }: Sample): number => perSecond;
const cpu = ({ server }: Sample): number | null => server;

/** MB that 10,000 requests leave of heap and of resident memory, once as many have made the heap as large as it gets. */
async function memoryGained(
  server: RunningServer,
  body: string | null,
): Promise<{ readonly heap: number; readonly resident: number }> {
  await sendAtLeast({ url: server.url, body }, 10_000);
  const before = await server.memory();
  await sendAtLeast({ url: server.url, body }, 10_000);
  const after = await server.memory();
  const megabyte = 2 ** 20;
  return {
    heap: (after.heap - before.heap) / megabyte,
    resident: (after.resident - before.resident) / megabyte,
  };
}

/** One GET of an order of the Order API: its functions read DynamoDB. */
async function measureOrderApi(
  servers: RunningServer[],
): Promise<Readonly<Record<string, number | null>>> {
  const stage = await startServer("stage", null);
  servers.push(stage);
  const answer = await readAnswer({ url: stage.url, body: null });
  const gateway = await startServer("gateway", answer);
  servers.push(gateway);
  const raw = await startServer("raw", answer);
  servers.push(raw);
  const [whole, alone, reference] = await measureServers([stage, gateway, raw], null);
  const gained = await memoryGained(gateway, null);
  return {
    "gateway alone, heap gained by 10,000 requests: MB": gained.heap,
    "gateway alone, resident memory gained by 10,000 requests: MB": gained.resident,
    "gateway alone: requests per second / raw": ratio(alone, reference, speed),
    "gateway alone: CPU per request / raw": ratio(alone, reference, cpu),
    "with functions: requests per second / raw": ratio(whole, reference, speed),
    "with functions: CPU per request / raw": ratio(whole, reference, cpu),
    "function processes: CPU per request / raw": ratio(
      whole,
      reference,
      ({ functions }) => functions,
      cpu,
    ),
    "DynamoDB engine: CPU per request / raw": ratio(whole, reference, ({ engine }) => engine, cpu),
  };
}

/** One POST of an order to a function that returns a constant: what the way to it and back costs. */
async function measureConstantFunction(
  servers: RunningServer[],
  folder: string,
): Promise<Readonly<Record<string, number | null>>> {
  const { body } = projectRequest;
  const [restRoot, httpRoot] = [path.join(folder, "rest"), path.join(folder, "http")];
  writeProject(restRoot, "rest", null);
  writeProject(httpRoot, "http", null);
  const rest = await startServer("project", null, restRoot);
  servers.push(rest);
  const answer = await readAnswer({ url: rest.url, body });
  const http = await startServer("gateway", answer, httpRoot);
  servers.push(http);
  const raw = await startServer("raw", answer);
  servers.push(raw);
  const [whole, alone, reference] = await measureServers([rest, http, raw], body);
  const gained = await memoryGained(http, body);
  const restGained = await memoryGained(rest, body);
  return {
    "HTTP API alone, heap gained by 10,000 requests: MB": gained.heap,
    "HTTP API alone, resident memory gained by 10,000 requests: MB": gained.resident,
    "HTTP API alone: requests per second / raw": ratio(alone, reference, speed),
    "HTTP API alone: CPU per request / raw": ratio(alone, reference, cpu),
    "constant function, heap gained by 10,000 requests: MB": restGained.heap,
    "constant function, resident memory gained by 10,000 requests: MB": restGained.resident,
    "constant function: requests per second / raw": ratio(whole, reference, speed),
    "constant function: CPU per request / raw": ratio(whole, reference, cpu),
    "constant function, its processes: CPU per request / raw": ratio(
      whole,
      reference,
      ({ functions }) => functions,
      cpu,
    ),
  };
}

/**
 * The local stage, with functions and over functions that answer at once, each against a node:http server that sends
 * the same bytes: eight connections, rounds of a second, all servers in every round; medians. Then what 10,000
 * requests leave of memory.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const servers: RunningServer[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  };
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-bench-"));
  try {
    const orders = await measureOrderApi(servers);
    await stopAll();
    const constant = await measureConstantFunction(servers, folder);
    return measuredOnly({ ...orders, ...constant });
  } finally {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}
