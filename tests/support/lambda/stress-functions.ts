import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import type {
  FunctionDefinition,
  InvocationResult,
} from "../../../src/harness/core/function-invoker.ts";
import { isObject } from "../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "./define-function.ts";
import { markedProcesses } from "./marked-processes.ts";
import { until } from "./until.ts";

// Everything at once: invocations that answer, throw, exit, die and time out, in fewer environments than they
// want, while functions are reloaded, redefined, warmed and refreshed. Each has its own answer and its own log.

const marker = "MARKER_OF_STRESS";
const names = ["A", "B", "C", "D", "E"];
const deeds = ["answers", "waits", "throws", "exits", "dies", "loops", "lingers", "answers"];

function define(name: string, version: string): FunctionDefinition {
  return defineFunction(name, "javascript/stressed.mjs", "handler", {
    timeoutMs: 600,
    environment: { NAME: name, VERSION: version, [`ONLY_${name}`]: name },
  });
}

interface Told {
  readonly id: string;
  readonly name: string;
  readonly does: string;
  readonly result: InvocationResult;
}

const expectedKinds: Readonly<Record<string, string | null>> = {
  throws: "thrown",
  exits: "exit",
  dies: "exit",
  loops: "timeout",
};

function judge({ id, name, does, result }: Told): void {
  const { failure, payload, logs } = result;
  expect(failure?.kind ?? null, `${id} ${does}: ${failure?.errorMessage ?? ""}`).to.equal(
    expectedKinds[does] ?? null,
  );
  if (failure?.kind === "thrown") expect(failure.errorMessage).to.equal(`of ${id}`);
  if (failure === null) {
    expect(isObject(payload) ? payload : {}).to.deep.include({
      id,
      name,
      variables: [`ONLY_${name}`],
    });
  }
  const texts = logs.map(({ text }) => text);
  const own = texts.filter((text) => text.includes(id));
  const ends = failure === null || failure.kind === "thrown" ? 1 : 0;
  expect(own.length, texts.join("\n")).to.be.at.least(3 + ends);
  const strangers = texts.filter((text) => /\bid-\d+/.test(text) && !text.includes(id));
  // A process that went on after its answer may write into the next invocation's log, as on Lambda.
  expect(strangers.filter((text) => !text.includes("late"))).to.deep.equal([]);
}

async function disturb(pool: FunctionPool, over: () => boolean): Promise<void> {
  for (let turn = 0; !over(); turn += 1) {
    const name = names[turn % names.length] ?? "A";
    if (turn % 4 === 0) await pool.reload();
    if (turn % 4 === 1)
      pool.redefine(names.map((each) => define(each, each === name ? `${turn}` : "0")));
    if (turn % 4 === 2) await pool.refresh();
    if (turn % 4 === 3) await pool.warm([name]);
    await delay(15);
  }
}

/**
 * Invokes so many times while the pool is disturbed, and holds each answer and log against its invocation; in the end
 * no process is left.
 *
 * @param watched whether the pool follows its sources
 */
export async function stressFunctions(rounds: number, watched: boolean): Promise<void> {
  const unique = randomUUID();
  const pool = createFunctionPool({
    functions: names.map((name) => define(name, "0")),
    environment: { AWS_REGION: "eu-west-1", [marker]: unique },
    maxEnvironments: 3,
    ...(watched ? { watch: { onReload: () => {} } } : {}),
  });
  let over = false;
  const disturbance = disturb(pool, () => over);
  const invoked = Array.from({ length: rounds }, async (_, at): Promise<Told> => {
    const [name = "A", does = "answers"] = [names[at % names.length], deeds[at % deeds.length]];
    await delay((at % 20) * 10);
    const id = `id-${at}-`;
    return { id, name, does, result: await pool.invoke(name, invocationOf({ id, does })) };
  });
  try {
    for (const told of await Promise.all(invoked)) judge(told);
  } finally {
    over = true;
    await disturbance;
    await pool.close();
  }
  await until(() => (markedProcesses(marker, unique).length === 0 ? true : null));
}
