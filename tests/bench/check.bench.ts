import { spawn } from "node:child_process";
import { once } from "node:events";
import { repository } from "../../scripts/support/repository.ts";
import { median } from "./measure/median.ts";

export const name = "check";

const runs = 3;

/** Wall time of a Node.js process from its start to its end, in milliseconds. */
async function timeNode(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: repository, stdio: "ignore" });
  const [exitCode] = (await once(child, "exit")) as readonly unknown[];
  if (exitCode !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(exitCode)}`);
  return performance.now() - start;
}

async function medianTime(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < runs; turn += 1) times.push(await timeNode(args));
  return median(times);
}

/**
 * What a user waits for, as multiples of starting Node.js and doing nothing: `lockstep check` on the Order API in a
 * new process with its functions built before, and importing the library. Both run from the sources, so stripping
 * types is part of it. Medians of three.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const check = ["src/harness/app/cli/main.ts", "check"];
  await timeNode(check);
  const nothing = await medianTime(["-e", "0"]);
  const load = ["--input-type=module", "-e", 'await import("lockstep-sam")'];
  return {
    "lockstep check / node -e 0": (await medianTime(check)) / nothing,
    "import lockstep-sam / node -e 0": (await medianTime(load)) / nothing,
  };
}
