import { expect } from "chai";
import {
  createInProcessInvoker,
  type InProcessInvokerOptions,
} from "../../../../src/harness/local/lambda/in-process-invoker.ts";
import type {
  FunctionDefinition,
  FunctionInvoker,
} from "../../../../src/harness/core/function-invoker.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { failureOf, objectOf } from "../../../support/lambda/read-result.ts";

const failures = "javascript/failures.mjs";

async function withInvoker(
  functions: readonly FunctionDefinition[],
  work: (invoker: FunctionInvoker) => Promise<void>,
  changes: Partial<InProcessInvokerOptions> = {},
): Promise<void> {
  const invoker = createInProcessInvoker({
    functions,
    environment: { AWS_REGION: "eu-west-1" },
    ...changes,
  });
  try {
    await work(invoker);
  } finally {
    await invoker.close();
  }
}

describe("createInProcessInvoker", () => {
  it("runs the handler in this process, warm between invocations", () =>
    withInvoker([defineFunction("Count", "javascript/index.mjs", "count")], async (invoker) => {
      const first = await invoker.invoke("Count", invocationOf(null));
      const second = await invoker.invoke("Count", invocationOf(null));
      expect(first.payload).to.deep.equal({ calls: 1, pid: process.pid });
      expect(second.payload).to.deep.equal({ calls: 2, pid: process.pid });
      expect(second.initDurationMs).to.equal(null);
    }));

  for (const runtime of ["nodejs22.x", "nodejs24.x"])
    it(`runs a handler that is CommonJS as it runs without a build (${runtime})`, () =>
      withInvoker(
        [defineFunction("Required", "javascript/required.cjs", "handler", { runtime })],
        async (invoker) => {
          const { payload, failure } = await invoker.invoke("Required", invocationOf(null));
          expect([payload, failure]).to.deep.equal([{ a: 1 }, null]);
        },
      ));

  const differing = ["one", "two"].map((value) =>
    defineFunction(value, "typescript/reads-table.ts", "handler", {
      environment: { TABLE_NAME: value, SHARED: "same" },
    }),
  );

  it("refuses a function that gives a variable another value than one that ran", () =>
    withInvoker(differing, async (invoker) => {
      expect((await invoker.invoke("one", invocationOf(null))).payload).to.equal("one");
      const refusal: unknown = await invoker
        .invoke("two", invocationOf(null))
        .catch((error: unknown) => error);
      expect(refusal).to.include({ code: "lambda/environments-conflict" });
      expect(String(refusal)).to.contain(
        "two cannot run in the process one runs in: their values of TABLE_NAME differ",
      );
      expect((await invoker.invoke("one", invocationOf(null))).payload).to.equal("one");
    }));

  it("lets such functions take turns where it is asked to, each in a module graph of its own", () =>
    withInvoker(
      differing,
      async (invoker) => {
        expect((await invoker.invoke("one", invocationOf(null))).payload).to.equal("one");
        expect((await invoker.invoke("two", invocationOf(null))).payload).to.equal("two");
      },
      { differingVariables: "take-turns" },
    ));

  it("runs functions that agree in every variable", () =>
    withInvoker(
      ["A", "B"].map((name) =>
        defineFunction(name, "javascript/index.mjs", "nothing", {
          environment: { SHARED: "same" },
        }),
      ),
      async (invoker) => {
        expect((await invoker.invoke("A", invocationOf(null))).failure).to.equal(null);
        expect((await invoker.invoke("B", invocationOf(null))).failure).to.equal(null);
      },
    ));

  it("collects what a streaming handler writes", () =>
    withInvoker(
      [defineFunction("S", "javascript/streams.mjs", "withMetadata")],
      async (invoker) => {
        const { stream, failure } = await invoker.invoke("S", invocationOf(null));
        expect(failure).to.equal(null);
        expect(stream).to.deep.include({
          metadata: { statusCode: 201, headers: { "x-kind": "tea" }, cookies: ["a=b"] },
          bodyBase64: Buffer.from("hello world").toString("base64"),
        });
      },
    ));

  it("puts the process's variables back, and hides what leads SDK clients elsewhere meanwhile", async () => {
    process.env["AWS_PROFILE"] = "production";
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1";
    try {
      const environment = defineFunction("E", "javascript/index.mjs", "environment", {
        environment: { ONLY_HERE: "yes" },
      });
      await withInvoker([environment], async (invoker) => {
        const seen = objectOf(await invoker.invoke("E", invocationOf(null)));
        expect(seen).to.include({ ONLY_HERE: "yes", AWS_LAMBDA_FUNCTION_NAME: "test-E" });
        expect(seen).to.not.have.any.keys("AWS_PROFILE", "AWS_ENDPOINT_URL_DYNAMODB");
      });
      expect(process.env).to.include({ AWS_PROFILE: "production" });
      expect(process.env).to.not.have.any.keys("ONLY_HERE", "AWS_LAMBDA_FUNCTION_NAME", "_HANDLER");
    } finally {
      delete process.env["AWS_PROFILE"];
      delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    }
  });

  it("runs one invocation at a time, of whatever function", () =>
    withInvoker([defineFunction("Wait", "javascript/index.mjs", "wait")], async (invoker) => {
      const answers = await Promise.all(
        [1, 2].map(async () => objectOf(await invoker.invoke("Wait", invocationOf({ ms: 20 })))),
      );
      expect(answers.map(({ calls }) => calls)).to.deep.equal([1, 2]);
    }));

  it("keeps the lines of an invocation, and gives console and streams back", () => {
    const log = Object.getOwnPropertyDescriptor(console, "log");
    const own = Object.hasOwn(process.stdout, "write");
    return withInvoker(
      [defineFunction("Logs", "javascript/index.mjs", "plainLogs")],
      async (invoker) => {
        const { logs } = await invoker.invoke("Logs", invocationOf(null));
        expect(logs.map(({ stream, text }) => [stream, text.split("\t").at(-1)])).to.deep.equal([
          ["stdout", "hello"],
          ["stderr", "bad"],
          ["stdout", "line"],
          ["stdout", "rest"],
        ]);
        expect(Object.getOwnPropertyDescriptor(console, "log")).to.deep.equal(log);
        expect(Object.hasOwn(process.stdout, "write")).to.equal(own);
      },
    );
  });

  it("tells what was thrown, with the line of the TypeScript source", () =>
    withInvoker([defineFunction("Throws", "typescript/throws.ts", "handler")], async (invoker) => {
      process.setSourceMapsEnabled(true);
      const failure = failureOf(await invoker.invoke("Throws", invocationOf({ orderId: "o-1" })));
      expect(failure).to.include({ kind: "thrown", errorType: "OrderError" });
      expect(failure.trace[1]).to.match(/refuse\.ts:8:9\)?$/);
    }));

  it("maps the lines where Node maps none, and shows no frame that is not the user's", () =>
    withInvoker([defineFunction("Throws", "typescript/throws.ts", "handler")], async (invoker) => {
      await invoker.invoke("Throws", invocationOf({ orderId: "o-1" }));
      process.setSourceMapsEnabled(false);
      try {
        const { trace } = failureOf(
          await invoker.invoke("Throws", invocationOf({ orderId: "o-2" })),
        );
        expect(trace).to.have.lengthOf(3);
        expect(trace[1]).to.match(/^ {4}at refuse \(.*[/\\]typescript[/\\]refuse\.ts:8:9\)$/);
        expect(trace[2]).to.match(/throws\.ts:7:64\)$/);
      } finally {
        process.setSourceMapsEnabled(true);
      }
    }));

  it("answers Runtime.ExitError for process.exit and lives on", () =>
    withInvoker([defineFunction("Exits", failures, "exits")], async (invoker) => {
      const exit = Object.getOwnPropertyDescriptor(process, "exit");
      const invocation = invocationOf(null);
      expect(failureOf(await invoker.invoke("Exits", invocation))).to.include({
        kind: "exit",
        errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited with error: exit status 3`,
      });
      expect(Object.getOwnPropertyDescriptor(process, "exit")).to.deep.equal(exit);
    }));

  it("times out a handler that never answers, and loads it anew for the next invocation", () =>
    withInvoker(
      [defineFunction("Never", failures, "never", { timeoutMs: 50 })],
      async (invoker) => {
        expect(failureOf(await invoker.invoke("Never", invocationOf(null)))).to.include({
          kind: "timeout",
          errorType: "Sandbox.Timedout",
        });
        expect((await invoker.invoke("Never", invocationOf(null))).initDurationMs).to.be.a(
          "number",
        );
      },
    ));

  it("gives the handler an event of its own", () =>
    withInvoker([defineFunction("Mutates", "javascript/index.mjs", "mutate")], async (invoker) => {
      const payload = { list: [1] };
      const { payload: answer } = await invoker.invoke("Mutates", {
        ...invocationOf(null),
        payload,
      });
      expect(answer).to.deep.equal({ list: [1, 2] });
      expect(payload).to.deep.equal({ list: [1] });
    }));

  it("tells a module that cannot be loaded, and rejects for a function it does not know", () =>
    withInvoker([defineFunction("Syntax", "javascript/syntax.mjs", "handler")], async (invoker) => {
      expect(failureOf(await invoker.invoke("Syntax", invocationOf(null)))).to.include({
        kind: "init",
        errorType: "Runtime.UserCodeSyntaxError",
      });
      const error: unknown = await invoker
        .invoke("Typo", invocationOf(null))
        .catch((reason: unknown) => reason);
      expect(error).to.include({ code: "lambda/function-unknown" });
    }));
});
