import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { JsonValue } from "../../../src/harness/core/json.ts";
import { benchFunction, benchPool, invokeOnce, timed } from "./bench-functions.ts";

const blocks = 30;
const perBlock = 250;
const warmUp = 1000;

/** An event of an HTTP API's size: about 1.5 kB of JSON. */
export const usualEvent: JsonValue = {
  body: JSON.stringify({ customerId: "CUST-001", note: "x".repeat(400) }),
  headers: Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`header-${String(at)}`, `value ${"y".repeat(27)}`]),
  ),
};

/** The value below which the given share of values lies. */
function quantile(values: readonly number[], share: number): number {
  const at = Math.min(values.length - 1, Math.floor(values.length * share));
  return values.toSorted((a, b) => a - b)[at] ?? Number.NaN;
}

function openEcho(): ChildProcess {
  const file = path.join(import.meta.dirname, "..", "servers", "echo-child.ts");
  return fork(file, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
}

async function echo(child: ChildProcess): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    child.once("message", () => resolve());
  });
  child.send({ payload: usualEvent });
  await answered;
}

/**
 * What an invocation of a warm environment costs besides its handler, whose own part is nothing: the time in
 * `pool.invoke`. Beside it the same JSON there and back between two processes that do nothing else, in blocks that
 * take turns, so that what the machine does hits both.
 */
export async function measureWarmOverhead(
  folder: string,
): Promise<Readonly<Record<string, number>>> {
  const pool = benchPool([benchFunction("Empty", "empty.mjs")], path.join(folder, "warm"));
  const child = openEcho();
  const times = { invoke: [] as number[], echo: [] as number[] };
  try {
    for (let at = 0; at < warmUp; at += 1) {
      await invokeOnce(pool, "Empty", usualEvent);
      await echo(child);
    }
    for (let block = 0; block < blocks; block += 1) {
      for (let at = 0; at < perBlock; at += 1) {
        times.invoke.push(await timed(() => invokeOnce(pool, "Empty", usualEvent)));
      }
      for (let at = 0; at < perBlock; at += 1) times.echo.push(await timed(() => echo(child)));
    }
  } finally {
    const ended = once(child, "exit");
    child.disconnect();
    await Promise.all([ended, pool.close()]);
  }
  return {
    "warm overhead, median: ms": quantile(times.invoke, 0.5),
    "warm overhead, p99: ms": quantile(times.invoke, 0.99),
    "echo over fork, median: ms": quantile(times.echo, 0.5),
    "echo over fork, p99: ms": quantile(times.echo, 0.99),
  };
}
