import { availableParallelism } from "node:os";
import { expect } from "chai";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { workInOrder } from "../../../../src/harness/local/lambda/work-in-order.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { withOwnTemporaryFolder } from "../../../support/lambda/own-temporary-folder.ts";
import { countResources } from "../../../support/lambda/process-resources.ts";

const names = ["First", "Second", "Third"] as const;
const functions = names.map((name) => defineFunction(name, "javascript/index.mjs", "wait"));

async function withPool(
  maxEnvironments: number,
  work: (pool: FunctionPool) => Promise<void>,
): Promise<void> {
  const pool = createFunctionPool({ functions, environment: {}, maxEnvironments });
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

async function wasCold(pool: FunctionPool, logicalId: string, ms = 0): Promise<boolean> {
  const result = await pool.invoke(logicalId, invocationOf({ ms }));
  expect(result.failure).to.equal(null);
  return result.initDurationMs !== null;
}

describe("Functions warmed ahead", () => {
  it("are as many as there is room for, the first ones", () =>
    withPool(2, async (pool) => {
      await pool.warm();
      expect([await wasCold(pool, "First"), await wasCold(pool, "Second")]).to.deep.equal([
        false,
        false,
      ]);
      expect(await wasCold(pool, "Third")).to.equal(true);
    }));

  it("are not those an invocation has started", () =>
    withPool(8, async (pool) => {
      const running = wasCold(pool, "First", 300);
      await pool.warm(["First"]);
      const second = wasCold(pool, "First");
      expect(await running).to.equal(true);
      // No environment of its own waited for it: it was opened now, or the first one was free by then.
      expect(await second).to.equal(true);
    }));

  it("leave an invocation alone whose turn has not come", async function () {
    const processors = availableParallelism();
    if (processors > 8) this.skip();
    const many = Array.from({ length: processors + 1 }, (_, at) => `Function${at}`);
    const pool = createFunctionPool({
      functions: many.map((name) => defineFunction(name, "javascript/index.mjs", "wait")),
      environment: {},
      maxEnvironments: many.length,
    });
    try {
      const warmed = pool.warm();
      expect(await wasCold(pool, `Function${processors}`)).to.equal(true);
      await warmed;
      expect(await wasCold(pool, "Function0")).to.equal(false);
    } finally {
      await pool.close();
    }
  });

  it("are waited for by an invocation and by others who warm, when it happens in the background", () =>
    withPool(8, async (pool) => {
      pool.warmMeanwhile();
      expect(await wasCold(pool, "First")).to.equal(false);
      await pool.warm();
      expect([await wasCold(pool, "Second"), await wasCold(pool, "Third")]).to.deep.equal([
        false,
        false,
      ]);
    }));

  it("end with the pool that is closed meanwhile", async function () {
    if (process.platform !== "linux") this.skip();
    // The guardian of processes stays as long as this process.
    await withPool(8, async (pool) => {
      await wasCold(pool, "First");
    });
    await withOwnTemporaryFolder(async () => {
      const before = countResources();
      for (const turns of [0, 1, 20]) {
        const pool = createFunctionPool({ functions, environment: {} });
        pool.warmMeanwhile();
        const warmed = pool.warm(["Third", "Second"]);
        for (let turn = 0; turn < turns; turn += 1) {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
        await pool.close();
        const { children, folders } = countResources();
        expect({ children, folders }).to.deep.equal({
          children: before.children,
          folders: before.folders,
        });
        await warmed;
      }
    });
  });
});

describe("workInOrder", () => {
  it("begins in order, and no more at once than it may", async () => {
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    await workInOrder([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      running -= 1;
    });
    expect(begun).to.deep.equal([1, 2, 3, 4, 5]);
    expect(most).to.equal(2);
  });
});
