import { build } from "esbuild";
import path from "node:path";
import { functionsFolder } from "../../support/lambda/define-function.ts";
import { median } from "../measure/median.ts";
import { timeNode } from "../measure/time-node.ts";
import { benchFunction, benchPool, invokeOnce, timed } from "./bench-functions.ts";

const turns = 15;

/** One file with all packages in it, as `sam build` would deploy it. */
async function bundleWhole(file: string): Promise<void> {
  await build({
    entryPoints: [path.join(functionsFolder, "bench", "document-client.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
  });
}

/**
 * The first invocation of a new environment in a new pool: the look into the build cache, process start, init and
 * answer. `first ever` finds no cache at all: esbuild and compiling are part of it. Medians of turns in which each
 * contestant runs once after the other.
 */
export async function measureColdStart(folder: string): Promise<Readonly<Record<string, number>>> {
  const functions = [
    benchFunction("Empty", "empty.mjs"),
    benchFunction("Client", "document-client.ts"),
    benchFunction("Whole", path.join(folder, "whole", "index.cjs")),
  ];
  const start = async (logicalId: string): Promise<number> => {
    const pool = benchPool(functions, path.join(folder, "cold"));
    const milliseconds = await timed(() => invokeOnce(pool, logicalId, {}));
    // Ends politely, which is when Node.js writes its cache of compiled code.
    await pool.close();
    return milliseconds;
  };
  const firstEver = await start("Client");
  await bundleWhole(path.join(folder, "whole", "index.cjs"));
  await start("Empty");
  await start("Whole");
  const times = {
    node: [] as number[],
    empty: [] as number[],
    client: [] as number[],
    whole: [] as number[],
  };
  for (let turn = 0; turn < turns; turn += 1) {
    times.node.push(await timeNode(["-e", "0"]));
    times.empty.push(await start("Empty"));
    times.client.push(await start("Client"));
    times.whole.push(await start("Whole"));
  }
  const [node, client] = [median(times.node), median(times.client)];
  return {
    "node -e 0: ms": node,
    "cold start, empty function: ms": median(times.empty),
    "cold start, lib-dynamodb: ms": client,
    "cold start, lib-dynamodb, best: ms": Math.min(...times.client),
    "cold start, lib-dynamodb / node -e 0": client / node,
    "cold start, lib-dynamodb bundled into one file: ms": median(times.whole),
    "cold start, lib-dynamodb, first ever: ms": firstEver,
  };
}
