import { expect } from "chai";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import {
  createFunctionPool,
  type FunctionPool,
  type FunctionPoolOptions,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { untilWritten } from "../../../support/lambda/until.ts";
import { failureOf, objectOf } from "../../../support/lambda/read-result.ts";

const wait = defineFunction("Wait", "javascript/index.mjs", "wait");
const count = defineFunction("Count", "javascript/index.mjs", "count");

async function withPool(
  options: Partial<FunctionPoolOptions>,
  work: (pool: FunctionPool) => Promise<void>,
): Promise<void> {
  const pool = createFunctionPool({ functions: [wait, count], environment: {}, ...options });
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

const waits = (pool: FunctionPool, times: number) =>
  Promise.all(
    Array.from({ length: times }, async () =>
      objectOf(await pool.invoke("Wait", invocationOf({ ms: 30 }))),
    ),
  );

describe("createFunctionPool", () => {
  it("keeps a function warm: the second invocation finds the module's state and pays no start", () =>
    withPool({}, async (pool) => {
      const first = await pool.invoke("Count", invocationOf(null));
      const second = await pool.invoke("Count", invocationOf(null));
      expect(objectOf(second)).to.deep.equal({ ...objectOf(first), calls: 2 });
      expect(first.initDurationMs).to.be.greaterThan(0);
      expect(second.initDurationMs).to.equal(null);
    }));

  it("runs concurrent invocations in environments of their own", () =>
    withPool({ maxEnvironments: 4 }, async (pool) => {
      const answers = await waits(pool, 3);
      expect(new Set(answers.map(({ pid }) => pid)).size).to.equal(3);
      expect(answers.map(({ calls }) => calls)).to.deep.equal([1, 1, 1]);
    }));

  it("queues beyond the limit: one invocation at a time in each environment", () =>
    withPool({ maxEnvironments: 1 }, async (pool) => {
      const answers = await waits(pool, 3);
      expect(new Set(answers.map(({ pid }) => pid)).size).to.equal(1);
      // Invocations that met in one process would both have counted before either answered.
      expect(answers.map(({ calls }) => calls)).to.have.members([1, 2, 3]);
    }));

  it("gives each function its own variables", () => {
    const functions = ["one", "two"].map((value) =>
      defineFunction(value, "javascript/index.mjs", "environment", {
        environment: { VALUE: value, [`ONLY_${value}`]: "yes" },
      }),
    );
    return withPool({ functions }, async (pool) => {
      const [one, two] = await Promise.all(
        ["one", "two"].map(async (id) => objectOf(await pool.invoke(id, invocationOf(null)))),
      );
      expect(one).to.include({ VALUE: "one", ONLY_one: "yes" }).and.to.not.have.key("ONLY_two");
      expect(two).to.include({ VALUE: "two", ONLY_two: "yes" }).and.to.not.have.key("ONLY_one");
    });
  });

  it("keeps the lines of concurrent invocations apart", () =>
    withPool(
      { functions: [defineFunction("Logs", "javascript/index.mjs", "logs")] },
      async (pool) => {
        const invocations = [invocationOf({}), invocationOf({})];
        const results = await Promise.all(invocations.map((each) => pool.invoke("Logs", each)));
        for (const [index, { logs }] of results.entries()) {
          const ids = logs.flatMap(({ text }) => /\t([0-9a-f-]{36})\t/.exec(text)?.[1] ?? []);
          expect(new Set(ids)).to.deep.equal(new Set([invocations[index]?.requestId]));
          expect(logs).to.have.length(5);
        }
      },
    ));

  it("starts environments ahead with warm, so that no invocation pays for it", () =>
    withPool({}, async (pool) => {
      await pool.warm(["Count"]);
      expect((await pool.invoke("Count", invocationOf(null))).initDurationMs).to.equal(null);
    }));

  it("lets an invocation wait for the environment that is being warmed, and only one", () =>
    withPool({}, async (pool) => {
      const warm = pool.warm(["Wait"]);
      const results = await Promise.all(
        [1, 2].map(() => pool.invoke("Wait", invocationOf({ ms: 30 }))),
      );
      await warm;
      expect(results.map((result) => result.initDurationMs === null)).to.have.members([
        true,
        false,
      ]);
    }));

  it("tells a failing start with its lines once, warmed or not", () => {
    const functions = [defineFunction("Stuck", "javascript/stuck.mjs", "handler")];
    return withPool({ functions }, async (pool) => {
      await pool.warm();
      const result = await pool.invoke("Stuck", invocationOf(null));
      expect(failureOf(result).kind).to.equal("init");
      expect(result.logs).to.have.length(1);
    });
  });

  it("rejects for a logical id it does not know, and names those it knows", () =>
    withPool({}, async (pool) => {
      const error: unknown = await pool
        .invoke("Typo", invocationOf(null))
        .catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(LockstepError);
      expect(error).to.include({
        code: "lambda/function-unknown",
        hint: "Known functions: Wait, Count.",
      });
    }));

  it("points stack lines at the TypeScript source", () =>
    withPool(
      { functions: [defineFunction("Throws", "typescript/throws.ts", "handler")] },
      async (pool) => {
        const failure = failureOf(await pool.invoke("Throws", invocationOf({ orderId: "o-1" })));
        expect(failure).to.include({ errorType: "OrderError", errorMessage: "no order o-1" });
        expect(failure.trace[1]).to.match(/typescript[/\\]refuse\.ts:8:9\)?$/);
        expect(failure.trace[2]).to.match(/typescript[/\\]throws\.ts:7:/);
        expect(failure.trace).to.have.lengthOf(3);
      },
    ));

  it("shows a syntax error in TypeScript at its place, and a package that is not installed", () => {
    const functions = [
      defineFunction("Broken", "typescript/broken.ts", "handler"),
      defineFunction("Unresolved", "typescript/unresolved.ts", "handler"),
    ];
    return withPool({ functions }, async (pool) => {
      const broken = failureOf(await pool.invoke("Broken", invocationOf(null)));
      expect(broken).to.include({ kind: "init", errorType: "Runtime.UserCodeSyntaxError" });
      expect(broken.errorMessage).to.match(/^SyntaxError: .*broken\.ts:2:25: /);
      const unresolved = failureOf(await pool.invoke("Unresolved", invocationOf(null)));
      expect(unresolved).to.include({ kind: "init", errorType: "Runtime.ImportModuleError" });
      expect(unresolved.errorMessage).to.contain("a-package-nobody-installed");
    });
  });

  it("builds with the template's BuildProperties, and packages import as they do bundled", () => {
    const functions = [
      defineFunction("Enumerated", "typescript/enumerated.ts", "handler", {
        build: { Format: "esm", Target: "es2024", Define: { BUILD: '"b-7"' } },
      }),
      defineFunction("AsCommonJs", "typescript/enumerated.ts", "handler", { build: {} }),
    ];
    return withPool({ functions }, async (pool) => {
      const facts = {
        state: "OPEN",
        lodash: true,
        got: "function",
        chai: true,
        url: "enumerated.ts",
      };
      expect((await pool.invoke("Enumerated", invocationOf(null))).payload).to.deep.equal({
        ...facts,
        build: "b-7",
      });
      expect((await pool.invoke("AsCommonJs", invocationOf(null))).payload).to.deep.equal({
        ...facts,
        build: null,
      });
    });
  });

  it("does not minify what it builds, whatever the template asks for", () => {
    const build = { Format: "esm", Minify: true, Sourcemap: true };
    const functions = [defineFunction("Throws", "typescript/throws.ts", "handler", { build })];
    return withPool({ functions }, async (pool) => {
      const { trace } = failureOf(await pool.invoke("Throws", invocationOf({ orderId: "o-1" })));
      expect(trace[1]).to.match(/^ +at refuse \(.*typescript[/\\]refuse\.ts:8:9\)$/);
    });
  });

  it("builds once for all runs, and again when a source it imports was edited", () =>
    withTemporaryFolder(async (folder) => {
      const source = (text: string): void =>
        writeFileSync(path.join(folder, "text.ts"), `export const text: string = "${text}";`);
      source("before");
      writeFileSync(
        path.join(folder, "app.ts"),
        'import { text } from "./text.ts";\nexport const handler = async () => text;\n',
      );
      const cacheFolder = path.join(folder, "cache");
      const functions = [
        {
          ...defineFunction("App", "app.ts", "handler"),
          codeRoot: folder,
          entryFile: path.join(folder, "app.ts"),
        },
      ];
      const built = (): readonly string[] =>
        globSync("modules/*.mjs", { cwd: cacheFolder })
          .filter((file) => readFileSync(path.join(cacheFolder, file), "utf8").includes("handler"))
          .map((file) => `${file} ${statSync(path.join(cacheFolder, file)).ino}`)
          .toSorted();
      // A file that was just written may be written again without a new time.
      await delay(30);
      await withPool({ functions, cacheFolder }, async (pool) => {
        expect((await pool.invoke("App", invocationOf(null))).payload).to.equal("before");
      });
      const first = built();
      await withPool({ functions, cacheFolder }, async (pool) => {
        expect((await pool.invoke("App", invocationOf(null))).payload).to.equal("before");
        expect(built()).to.deep.equal(first);
        source("after");
        expect((await pool.invoke("App", invocationOf(null))).payload).to.equal("before");
        await pool.reload();
        expect((await pool.invoke("App", invocationOf(null))).payload).to.equal("after");
      });
      expect(built()).to.not.deep.equal(first);
    }));

  it("leaves no process and no folder behind when it is closed", async () => {
    const environment = defineFunction("Environment", "javascript/index.mjs", "environment");
    let answer = {};
    let pid = 0;
    await withPool({ functions: [environment, count] }, async (pool) => {
      answer = objectOf(await pool.invoke("Environment", invocationOf(null)));
      pid = Number(objectOf(await pool.invoke("Count", invocationOf(null)))["pid"]);
    });
    expect(() => process.kill(pid, 0)).to.throw("ESRCH");
    expect(answer)
      .to.have.property("TMPDIR")
      .that.satisfies((temporary: string) => !existsSync(temporary));
  });

  it("ends a function that is in an endless loop when it is closed", () =>
    withTemporaryFolder(async (folder) => {
      const file = path.join(folder, "pid");
      const loops = defineFunction("Loops", "javascript/failures.mjs", "tellsThenLoops");
      const pool = createFunctionPool({ functions: [loops], environment: {} });
      const running = pool.invoke("Loops", invocationOf({ file }));
      const pid = Number(await untilWritten(file));
      await pool.close();
      expect(() => process.kill(pid, 0)).to.throw("ESRCH");
      expect(failureOf(await running)).to.include({ kind: "exit" });
    }));
});
