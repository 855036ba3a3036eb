import { get } from "node:http";
import { repository } from "../../scripts/support/repository.ts";
import { startStage } from "../support/scenarios/start-stage.ts";
import { median } from "./measure/median.ts";
import { timeNode } from "./measure/time-node.ts";

export const name = "start";

const turns = 9;

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    }).once("error", reject);
  });
}

/** From the start of `lockstep start` to the line that names its URL, and to the end of the first answer. */
async function startOnce(): Promise<{ readonly listens: number; readonly answers: number }> {
  const begun = performance.now();
  const stage = await startStage(repository, [], "ignore");
  try {
    const listens = performance.now() - begun;
    const status = await statusOf(`${stage.url}/orders?customerId=CUST-001`);
    if (status !== 200) throw new Error(`GET /orders answered ${String(status)}`);
    return { listens, answers: performance.now() - begun };
  } finally {
    await stage.stop("SIGINT");
  }
}

/**
 * `lockstep start` on the Order API, run from the sources with its functions built and its code compiled before, up to
 * the first request that is answered: a list of orders, out of the table. Medians of turns that run one after the
 * other, and the best of them.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  await startOnce();
  const times = { nothing: [] as number[], listens: [] as number[], answers: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    times.nothing.push(await timeNode(["-e", "0"]));
    const { listens, answers } = await startOnce();
    times.listens.push(listens);
    times.answers.push(answers);
  }
  const nothing = median(times.nothing);
  return {
    "node -e 0: ms": nothing,
    "start to listening: ms": median(times.listens),
    "start to first answer: ms": median(times.answers),
    "start to first answer, best: ms": Math.min(...times.answers),
    "start to first answer / node -e 0": median(times.answers) / nothing,
  };
}
