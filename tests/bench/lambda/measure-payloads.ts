import path from "node:path";
import type { JsonValue } from "../../../src/harness/core/json.ts";
import type { FunctionPool } from "../../../src/harness/local/lambda/function-pool.ts";
import { median } from "../measure/median.ts";
import { benchFunction, benchPool, invokeOnce, timed } from "./bench-functions.ts";
import { usualEvent } from "./measure-warm-overhead.ts";

const turns = 9;
const atOnce = 16;
const burstMs = 2000;

/** Orders, of about so many bytes of JSON altogether. */
function orders(bytes: number): JsonValue {
  const order = { orderId: "ORD-0123456789", quantity: 2, note: "z".repeat(50) };
  const length = Math.floor(bytes / (JSON.stringify(order).length + 1));
  return { orders: Array.from({ length }, () => order) };
}

async function timeEcho(pool: FunctionPool, payload: JsonValue): Promise<number> {
  const times: number[] = [];
  await invokeOnce(pool, "Echo", payload);
  for (let turn = 0; turn < turns; turn += 1) {
    times.push(await timed(() => invokeOnce(pool, "Echo", payload)));
  }
  return median(times);
}

/** Invocations a second, so many at once; each environment takes one at a time, as on Lambda. */
async function timeBurst(pool: FunctionPool): Promise<number> {
  await Promise.all(Array.from({ length: atOnce }, () => invokeOnce(pool, "Empty", usualEvent)));
  const begun = performance.now();
  let answered = 0;
  const run = async (): Promise<void> => {
    while (performance.now() - begun < burstMs) {
      await invokeOnce(pool, "Empty", usualEvent);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return (answered * 1000) / (performance.now() - begun);
}

/** Large events that come back as answers, and many small ones at once. */
export async function measurePayloads(folder: string): Promise<Readonly<Record<string, number>>> {
  const functions = [benchFunction("Echo", "echo.mjs"), benchFunction("Empty", "empty.mjs")];
  const pool = benchPool(functions, path.join(folder, "payloads"));
  try {
    return {
      "1 MB both ways: ms": await timeEcho(pool, orders(1_000_000)),
      "6 MB both ways: ms": await timeEcho(pool, orders(6_000_000)),
      "invocations a second, 16 at once": await timeBurst(pool),
    };
  } finally {
    await pool.close();
  }
}
