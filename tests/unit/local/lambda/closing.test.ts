import { randomUUID } from "node:crypto";
import { existsSync, globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import type { InvocationResult } from "../../../../src/harness/core/function-invoker.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { markedProcesses } from "../../../support/lambda/marked-processes.ts";
import { withOwnTemporaryFolder } from "../../../support/lambda/own-temporary-folder.ts";
import { countResources } from "../../../support/lambda/process-resources.ts";

// Whatever a pool is at when it is closed: every invocation is answered, and nothing is left or comes after.

const marker = "MARKER_OF_CLOSED_POOLS";
const functions = [
  defineFunction("Wait", "javascript/index.mjs", "wait"),
  defineFunction("Dies", "javascript/hostile.mjs", "afterwards"),
  defineFunction("LoopsAtStart", "javascript/hostile.mjs", "counts", {
    environment: { FAULT: "loops" },
  }),
];

interface Scene {
  readonly at: string;
  readonly limit: number;
  /** Begins invocations; the pool is closed at once when they have begun. */
  readonly begin: (pool: FunctionPool) => Promise<readonly Promise<InvocationResult>[]>;
}

const wait = (pool: FunctionPool, ms = 0): Promise<InvocationResult> =>
  pool.invoke("Wait", invocationOf({ ms }));

const scenes: readonly Scene[] = [
  {
    at: "with invocations in the queue",
    limit: 1,
    begin: async (pool) => {
      await wait(pool);
      return Array.from({ length: 4 }, () => wait(pool, 100));
    },
  },
  {
    at: "as the first invocation begins",
    limit: 4,
    begin: (pool) => Promise.resolve([wait(pool), wait(pool)]),
  },
  {
    at: "as the invocation of a warm environment begins",
    limit: 4,
    begin: async (pool) => {
      await pool.warm(["Wait"]);
      return [wait(pool, 100)];
    },
  },
  ...[0, 1, 2, 3, 5, 8].map((turns) => ({
    at: `${turns} turns after an invocation that finds its process dead`,
    limit: 4,
    begin: async (pool: FunctionPool) => {
      await pool.invoke("Dies", invocationOf({ then: "kill" }));
      await delay(200);
      const answer = pool.invoke("Dies", invocationOf({}));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      return [answer];
    },
  })),
  {
    at: "while a function loops in its initialisation",
    limit: 4,
    begin: async (pool) => {
      const answer = pool.invoke("LoopsAtStart", invocationOf({}));
      await delay(300);
      return [answer];
    },
  },
];

describe("A pool that is closed", function () {
  // Less than an initialisation may take.
  this.timeout(8000);
  before(async function () {
    if (process.platform !== "linux") this.skip();
    // The guardian of processes stays as long as this process.
    const pool = createFunctionPool({ functions, environment: {} });
    await wait(pool);
    await pool.close();
  });

  for (const { at, limit, begin } of scenes) {
    it(`${at}: answers, and leaves nothing`, () =>
      withOwnTemporaryFolder(async () => {
        const unique = randomUUID();
        const environment = { AWS_REGION: "eu-west-1", [marker]: unique };
        const pool = createFunctionPool({ functions, environment, maxEnvironments: limit });
        const answers = await begin(pool);
        await pool.close();
        expect(countResources().folders).to.equal(0);
        const results = await Promise.all(answers);
        // What was being initialised failed of it.
        for (const { failure } of results)
          expect(failure?.kind).to.be.oneOf([undefined, "exit", "init"]);
        expect(markedProcesses(marker, unique)).to.deep.equal([]);
        expect(countResources().folders).to.equal(0);
      }));
  }

  it("tells functions nothing of their end, and keeps what was compiled for them", () =>
    withTemporaryFolder(async (folder) => {
      const told = join(folder, "told");
      const file = join(folder, "app.mjs");
      writeFileSync(
        file,
        `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(${JSON.stringify(told)}, ""));
process.on("SIGTERM", () => writeFileSync(${JSON.stringify(told)}, ""));
export const handler = async () => "answered";
`,
      );
      const app = {
        ...defineFunction("App", "app.mjs", "handler"),
        codeRoot: folder,
        entryFile: file,
      };
      const cacheFolder = join(folder, "cache");
      const pool = createFunctionPool({ functions: [app], environment: {}, cacheFolder });
      expect((await pool.invoke("App", invocationOf(null))).payload).to.equal("answered");
      const compiled = (): number => globSync("**/*", { cwd: cacheFolder }).length;
      const before = compiled();
      await pool.close();
      expect(existsSync(told)).to.equal(false);
      expect(compiled()).to.be.above(before);
    }));

  it("runs nothing more", () =>
    withOwnTemporaryFolder(async () => {
      const pool = createFunctionPool({ functions, environment: {} });
      await pool.close();
      expect((await wait(pool)).failure?.errorMessage).to.equal("Lockstep was stopped.");
      await pool.warm(["Wait"]);
      expect(countResources().folders).to.equal(0);
    }));
});
