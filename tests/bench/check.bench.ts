import { median } from "./measure/median.ts";
import { timeNode } from "./measure/time-node.ts";

export const name = "check";

const turns = 5;

/**
 * What a user waits for, as multiples of starting Node.js and doing nothing: `lockstep check` on the Order API in a
 * new process with its functions built before, and importing the library. Both run from the sources, so stripping
 * types is part of it. Medians of turns that run one after the other, so that a busy machine is busy for all.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const check = ["src/harness/app/cli/main.ts", "check"];
  const load = ["--input-type=module", "-e", 'await import("lockstep-sam")'];
  await timeNode(check);
  const times = { nothing: [] as number[], check: [] as number[], load: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    times.nothing.push(await timeNode(["-e", "0"]));
    times.load.push(await timeNode(load));
    times.check.push(await timeNode(check));
  }
  const nothing = median(times.nothing);
  return {
    "lockstep check / node -e 0": median(times.check) / nothing,
    "import lockstep-sam / node -e 0": median(times.load) / nothing,
  };
}
