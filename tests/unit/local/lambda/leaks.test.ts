import { expect } from "chai";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { countResources } from "../../../support/lambda/process-resources.ts";
import { withOwnTemporaryFolder } from "../../../support/lambda/own-temporary-folder.ts";
import { objectOf } from "../../../support/lambda/read-result.ts";

const functions = [
  defineFunction("Logs", "bench/logs.mjs", "handler"),
  defineFunction("Inside", "bench/inside.mjs", "handler"),
];

async function withPool(work: (pool: FunctionPool) => Promise<void>): Promise<void> {
  const pool = createFunctionPool({ functions, environment: {} });
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

async function repeat(
  pool: FunctionPool,
  logicalId: string,
  times: number,
  payload: JsonValue = {},
) {
  for (let at = 0; at < times; at += 1) await pool.invoke(logicalId, invocationOf(payload));
}

describe("Many invocations", function () {
  this.timeout(30_000);

  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  it("leave no process, descriptor, handle or folder behind when the pool is closed", () =>
    withOwnTemporaryFolder(async () => {
      const use = (times: number): Promise<void> =>
        withPool(async (pool) => {
          await repeat(pool, "Logs", times);
          const all = Array.from({ length: times }, () => pool.invoke("Logs", invocationOf({})));
          const lines = (await Promise.all(all)).map(({ logs }) => logs.length);
          expect(new Set(lines)).to.deep.equal(new Set([3]));
        });
      await use(10);
      const before = countResources();
      await use(150);
      expect(countResources()).to.deep.equal(before);
      expect(before.folders).to.equal(0);
    }));

  it("leave nothing in the environment that serves them", () =>
    withPool(async (pool) => {
      const look = async () => {
        await repeat(pool, "Inside", 100, { look: false });
        const seen = objectOf(await pool.invoke("Inside", invocationOf({ look: true })));
        const { listeners, resources, descriptors } = seen;
        return { listeners, resources, descriptors };
      };
      const first = await look();
      expect(first["listeners"]).to.be.greaterThan(0);
      expect(await look()).to.deep.equal(first);
    }));
});
