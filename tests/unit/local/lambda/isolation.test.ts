import { expect } from "chai";
import type { InvocationResult } from "../../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { failureOf, objectOf } from "../../../support/lambda/read-result.ts";
import { untilGone } from "../../../support/lambda/until.ts";

const breaks = "javascript/breaks.mjs";
const streams = "javascript/streams.mjs";

const functions = [
  defineFunction("Count", "javascript/index.mjs", "count"),
  defineFunction("Buffers", breaks, "fillsBuffers", { timeoutMs: 30_000 }),
  defineFunction("Garbage", breaks, "makesGarbage", { timeoutMs: 60_000 }),
  defineFunction("Largest", breaks, "largest"),
  defineFunction("Spawns", streams, "spawns"),
  defineFunction("SpawnsAndLoops", streams, "spawnsAndLoops", { timeoutMs: 500 }),
  defineFunction("One", "javascript/index.mjs", "wait", { reservedConcurrency: 1 }),
  defineFunction("None", "javascript/index.mjs", "wait", { reservedConcurrency: 0 }),
];

type Invoke = (logicalId: string, payload?: JsonValue) => Promise<InvocationResult>;

async function withPool(work: (invoke: Invoke) => Promise<void>): Promise<void> {
  const pool = createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" } });
  try {
    await work((logicalId, payload = null) => pool.invoke(logicalId, invocationOf(payload)));
  } finally {
    await pool.close();
  }
}

describe("Functions beside each other", function () {
  this.timeout(60_000);

  it("are served while one outgrows its memory in Buffers, which is killed", function () {
    if (process.platform !== "linux") this.skip();
    return withPool(async (invoke) => {
      const greedy = invoke("Buffers");
      const others = await Promise.all([invoke("Count"), invoke("Count")]);
      expect(others.map(({ failure }) => failure)).to.deep.equal([null, null]);
      const result = await greedy;
      expect(failureOf(result)).to.include({ kind: "memory", errorType: "Runtime.ExitError" });
      expect(failureOf(result).errorMessage).to.match(/signal: killed$/);
      expect(result.report).to.include({ status: "error", maxMemoryUsedMb: 128 });
    });
  });

  it("may make garbage without being taken for one that keeps it", () =>
    withPool(async (invoke) => {
      expect((await invoke("Garbage")).failure).to.equal(null);
    }));

  it("may be asked with what nests deeper than documents do", () =>
    withPool(async (invoke) => {
      const deep = Array.from({ length: 600 }).reduce<JsonValue>((inner) => [inner], []);
      expect((await invoke("Count", deep)).failure).to.equal(null);
    }));

  it("may answer 6 MB to the byte", () =>
    withPool(async (invoke) => {
      expect((await invoke("Largest")).failure).to.equal(null);
    }));

  for (const detached of [false, true]) {
    it(`leave no process behind that one started ${detached ? "in a session of its own" : "beside it"}`, function () {
      if (process.platform !== "linux") this.skip();
      let started = 0;
      return withPool(async (invoke) => {
        started = Number(objectOf(await invoke("Spawns", { detached }))["pid"]);
        expect(started).to.be.greaterThan(0);
      }).then(() => untilGone(started));
    });
  }

  it("leave none behind after a timeout", function () {
    if (process.platform !== "linux") this.skip();
    return withPool(async (invoke) => {
      const result = await invoke("SpawnsAndLoops");
      expect(failureOf(result).kind).to.equal("timeout");
      const started = Number(/started (\d+)/.exec(result.logs[0]?.text ?? "")?.[1]);
      await untilGone(started);
    });
  });

  it("are throttled past their reserved concurrency, and only then", () =>
    withPool(async (invoke) => {
      const [first, second] = await Promise.all([
        invoke("One", { ms: 50 }),
        invoke("One", { ms: 50 }),
      ]);
      expect(first.failure).to.equal(null);
      expect(failureOf(second)).to.deep.equal({
        kind: "throttled",
        errorType: "TooManyRequestsException",
        errorMessage: "Rate Exceeded.",
        trace: [],
      });
      expect(second.report).to.equal(null);
      expect((await invoke("One", { ms: 0 })).failure).to.equal(null);
      expect(failureOf(await invoke("None")).kind).to.equal("throttled");
    }));

  it("are not asked with more than 6 MB", () =>
    withPool(async (invoke) => {
      const exact = "x".repeat(6_291_456 - 2);
      expect((await invoke("Count", exact)).failure).to.equal(null);
      expect(failureOf(await invoke("Count", `${exact}x`))).to.include({
        kind: "too-large",
        errorType: "RequestEntityTooLargeException",
        errorMessage: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
      });
    }));
});
