import path from "node:path";
import { isObject } from "../../../src/harness/core/json.ts";
import { countResources, settledHeapBytes } from "../../support/lambda/process-resources.ts";
import { benchFunction, benchPool, invokeOnce } from "./bench-functions.ts";
import { usualEvent } from "./measure-warm-overhead.ts";

const sequential = 1000;
const concurrent = 200;
const megabyte = 1024 * 1024;

interface Inside {
  readonly heapBytes: number;
  readonly listeners: number;
  readonly resources: number;
  readonly descriptors: number;
}

function readInside(value: unknown): Inside {
  if (!isObject(value)) throw new Error("the function told nothing of itself");
  const figure = (name: string): number => Number(value[name]);
  return {
    heapBytes: figure("heapBytes"),
    listeners: figure("listeners"),
    resources: figure("resources"),
    descriptors: figure("descriptors"),
  };
}

/** One pool through 1,000 invocations one after the other and 200 at once. */
async function useAndClose(cacheFolder: string): Promise<void> {
  const pool = benchPool([benchFunction("Logs", "logs.mjs")], cacheFolder);
  for (let at = 0; at < sequential; at += 1) await invokeOnce(pool, "Logs", usualEvent);
  await Promise.all(Array.from({ length: concurrent }, () => invokeOnce(pool, "Logs", usualEvent)));
  await pool.close();
}

/** What one execution environment gains in 1,000 invocations. */
async function growthInside(cacheFolder: string): Promise<Inside> {
  const pool = benchPool([benchFunction("Inside", "inside.mjs")], cacheFolder);
  const look = async (): Promise<Inside> =>
    readInside(await invokeOnce(pool, "Inside", { look: true }));
  const use = async (): Promise<void> => {
    for (let at = 0; at < sequential; at += 1) await invokeOnce(pool, "Inside", { look: false });
  };
  try {
    await use();
    await look();
    const before = await look();
    await use();
    const after = await look();
    return {
      heapBytes: after.heapBytes - before.heapBytes,
      listeners: after.listeners - before.listeners,
      resources: after.resources - before.resources,
      descriptors: after.descriptors - before.descriptors,
    };
  } finally {
    await pool.close();
  }
}

/**
 * Memory may move: a heap of this size gains and loses some 0.1 MB from one collection to the next, and the system
 * keeps pages of a young generation that was used (up to 16 MB each) as resident. A leak of one event for each
 * invocation would be 1.8 MB of heap.
 *
 * What is left of a pool once it is closed, and what an environment gains while it works. The first pool is not
 * counted: it loads code, and starts the guardian that stays as long as this process. Nothing where there is no /proc.
 */
export async function measureLeaks(folder: string): Promise<Readonly<Record<string, number>>> {
  if (process.platform !== "linux") return {};
  const cacheFolder = path.join(folder, "leaks");
  await useAndClose(cacheFolder);
  await useAndClose(cacheFolder);
  const before = { ...countResources(), heap: settledHeapBytes(), rss: process.memoryUsage.rss() };
  await useAndClose(cacheFolder);
  const after = { ...countResources(), heap: settledHeapBytes(), rss: process.memoryUsage.rss() };
  const inside = await growthInside(cacheFolder);
  return {
    "left behind: processes": after.children - before.children,
    "left behind: file descriptors": after.descriptors - before.descriptors,
    "left behind: handles": after.handles - before.handles,
    "left behind: folders": after.folders - before.folders,
    "heap gained by 1,200 invocations: MB": (after.heap - before.heap) / megabyte,
    "resident memory gained by 1,200 invocations: MB": (after.rss - before.rss) / megabyte,
    "inside, heap gained by 1,000 invocations: MB": inside.heapBytes / megabyte,
    "inside, listeners gained by 1,000 invocations": inside.listeners,
    "inside, handles gained by 1,000 invocations": inside.resources,
    "inside, descriptors gained by 1,000 invocations": inside.descriptors,
  };
}
