import { expect } from "chai";
import type { InvocationResult } from "../../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { asObject, failureOf, objectOf } from "../../../support/lambda/read-result.ts";

const environment = {
  AWS_REGION: "eu-west-1",
  AWS_DEFAULT_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: "local",
};
const failures = "javascript/failures.mjs";
const node22 = { runtime: "nodejs22.x" };

const functions = [
  defineFunction("Environment", "javascript/index.mjs", "environment", {
    environment: {
      TABLE_NAME: "orders",
      AWS_REGION: "us-east-1",
      EMPTY: "",
      AWS_XRAY_CONTEXT_MISSING: "IGNORE_ERROR",
    },
  }),
  defineFunction("Context", "javascript/index.mjs", "context", { memoryMb: 512, timeoutMs: 3000 }),
  defineFunction("Nothing", "javascript/index.mjs", "nothing"),
  defineFunction("Plain", "javascript/index.mjs", "plain"),
  defineFunction("Logs", "javascript/index.mjs", "logs"),
  defineFunction("Mark", "javascript/index.mjs", "mark", { timeoutMs: 400 }),
  defineFunction("Deep", "javascript/nested/deep/orders.v2.mjs", "handlers.get", {
    handler: "nested/deep/orders.v2.handlers.get",
  }),
  defineFunction("Absent", "javascript/not-here.mjs", "handler"),
  defineFunction("Syntax", "javascript/syntax.mjs", "handler"),
  defineFunction("Stuck", "javascript/stuck.mjs", "handler"),
  defineFunction("ThrowsAtLoad", "javascript/top-level-throw.mjs", "handler"),
  defineFunction("Never", failures, "never"),
  defineFunction("NeverOn22", failures, "never", node22),
  defineFunction("Exits", failures, "exits"),
  defineFunction("ExitsCleanly", failures, "exitsCleanly"),
  defineFunction("Rejects", failures, "rejects"),
  defineFunction("RejectsOn22", failures, "rejects", node22),
  defineFunction("ThrowsText", failures, "throwsText"),
  defineFunction("Cyclic", failures, "cyclic"),
  defineFunction("Large", failures, "large"),
  defineFunction("Loops", failures, "loops", { timeoutMs: 300 }),
  defineFunction("Heap", failures, "heap"),
  defineFunction("Callback", "commonjs/app.cjs", "callback", node22),
  defineFunction("CallbackOn24", "commonjs/app.cjs", "callback"),
  defineFunction("CallbackError", "commonjs/app.cjs", "callbackError", node22),
  defineFunction("Done", "commonjs/app.cjs", "done", node22),
  defineFunction("Java", "commonjs/app.cjs", "handler", { runtime: "java21" }),
];

describe("ExecutionEnvironment", () => {
  let pool: FunctionPool;
  const invoke = (logicalId: string, payload: JsonValue = null): Promise<InvocationResult> =>
    pool.invoke(logicalId, invocationOf(payload));

  before(() => {
    pool = createFunctionPool({ functions, environment, maxEnvironments: 40 });
  });
  after(() => pool.close());

  it("gives the process Lambda's variables and the function's own", async () => {
    const variables = objectOf(await invoke("Environment"));
    expect(variables).to.include({
      TABLE_NAME: "orders",
      EMPTY: "",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      AWS_LAMBDA_FUNCTION_NAME: "test-Environment",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/test-Environment",
      AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
      AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
      _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
      _AWS_XRAY_DAEMON_PORT: "2000",
      LAMBDA_RUNTIME_DIR: "/var/runtime",
      _HANDLER: "index.environment",
      AWS_ACCESS_KEY_ID: "local",
    });
    expect(variables["AWS_LAMBDA_LOG_STREAM_NAME"]).to.match(
      /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/,
    );
  });

  it("lets no function set a variable Lambda reserves", async () => {
    expect(objectOf(await invoke("Environment"))).to.include({
      AWS_REGION: "eu-west-1",
      // This one is Lambda's, too, but not reserved.
      AWS_XRAY_CONTEXT_MISSING: "IGNORE_ERROR",
    });
  });

  it("gives the process nothing of the developer's shell", async () => {
    process.env["OF_THE_SHELL"] = "secret";
    process.env["AWS_PROFILE"] = "production";
    try {
      const fresh = createFunctionPool({ functions, environment });
      const names = Object.keys(objectOf(await fresh.invoke("Environment", invocationOf(null))));
      await fresh.close();
      expect(names).to.not.include.members(["OF_THE_SHELL"]);
      expect(
        names.filter((name) =>
          /^(?:AWS_PROFILE|HOME|USER|NODE_OPTIONS|npm_.*|NODE_COMPILE_CACHE|NODE_CHANNEL_FD)$/.test(
            name,
          ),
        ),
      ).to.deep.equal([]);
    } finally {
      delete process.env["OF_THE_SHELL"];
      delete process.env["AWS_PROFILE"];
    }
  });

  it("gives every field of the context", async () => {
    const invocation = invocationOf(null);
    const answer = objectOf(
      await pool.invoke("Context", {
        ...invocation,
        clientContext: { client: { installation_id: "1" } },
      }),
    );
    expect(answer["keys"]).to.have.members([
      "functionName",
      "functionVersion",
      "invokedFunctionArn",
      "memoryLimitInMB",
      "awsRequestId",
      "logGroupName",
      "logStreamName",
      "identity",
      "clientContext",
      "tenantId",
      "xRayTraceId",
      "getRemainingTimeInMillis",
    ]);
    const { logStreamName, ...values } = asObject(answer["values"]);
    expect(values).to.deep.equal({
      functionName: "test-Context",
      functionVersion: "$LATEST",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:test-Context",
      memoryLimitInMB: "512",
      awsRequestId: invocation.requestId,
      logGroupName: "/aws/lambda/test-Context",
      clientContext: { client: { installation_id: "1" } },
      xRayTraceId: invocation.traceHeader,
    });
    expect(logStreamName).to.match(/\[\$LATEST\][0-9a-f]{32}$/);
    expect(answer["remaining"]).to.be.within(1, 3000);
    expect(answer["trace"]).to.equal(invocation.traceHeader);
  });

  it("runs in the folder of CodeUri", async () => {
    const { task } = objectOf(await invoke("Context"));
    expect(task).to.match(/functions[/\\]javascript$/);
  });

  it("answers null for undefined, and the value of a handler that is not async", async () => {
    expect(await invoke("Nothing")).to.include({ payload: null, failure: null });
    expect((await invoke("Plain", { a: 1 })).payload).to.deep.equal({ plain: { a: 1 } });
  });

  it("finds a handler in a nested path with dots in its file's name", async () => {
    expect(await invoke("Deep")).to.include({ payload: "deep", failure: null });
  });

  it("tells the missing module, the syntax error and what a module threw as failures of the first invocation", async () => {
    const [absent, syntax, threw] = await Promise.all(
      ["Absent", "Syntax", "ThrowsAtLoad"].map(async (id) => failureOf(await invoke(id))),
    );
    expect(absent).to.include({ kind: "init", errorType: "Runtime.ImportModuleError" });
    expect(absent?.errorMessage).to.match(/^Error: Cannot find module 'not-here'/);
    expect(syntax).to.include({ kind: "init", errorType: "Runtime.UserCodeSyntaxError" });
    expect(threw).to.include({
      kind: "init",
      errorType: "RangeError",
      errorMessage: "no configuration",
    });
    expect(threw?.trace[1]).to.contain("top-level-throw.mjs:1");
  });

  it("says that a runtime of another language is not emulated", async () => {
    expect(failureOf(await invoke("Java"))).to.include({
      kind: "init",
      errorType: "Runtime.InvalidRuntime",
    });
  });

  it("refuses a callback handler on nodejs24 and runs it on nodejs22", async () => {
    expect(failureOf(await invoke("CallbackOn24"))).to.include({
      kind: "init",
      errorType: "Runtime.CallbackHandlerDeprecated",
    });
    expect((await invoke("Callback", 1)).payload).to.deep.equal({ event: 1 });
    expect(failureOf(await invoke("CallbackError"))).to.include({
      kind: "thrown",
      errorMessage: "refused",
    });
    expect((await invoke("Done")).payload).to.equal("done");
  });

  it("tells a thrown value that is no error by its type, without a trace", async () => {
    expect(failureOf(await invoke("ThrowsText"))).to.deep.equal({
      kind: "thrown",
      errorType: "string",
      errorMessage: "only text",
      trace: [],
    });
  });

  it("refuses an answer that JSON cannot hold, or of more than 6 MB", async () => {
    expect(failureOf(await invoke("Cyclic"))).to.include({
      kind: "unserialisable",
      errorType: "Runtime.JSONStringifyError",
      errorMessage: "Unable to stringify response body",
    });
    expect(failureOf(await invoke("Large"))).to.include({
      kind: "too-large",
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    });
  });

  it("kills an endless loop at the timeout, with Lambda's text, and keeps what it logged", async () => {
    const invocation = invocationOf(null);
    const { failure, logs } = await pool.invoke("Loops", invocation);
    expect(failure).to.deep.equal({
      kind: "timeout",
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${invocation.requestId} Error: Task timed out after 0.30 seconds`,
      trace: [],
    });
    expect(logs.map(({ text }) => text.replace(/^\S+\s\S+\s/, ""))).to.deep.equal([
      "INFO\tbefore the loop",
      "Task timed out after 0.30 seconds",
    ]);
  });

  it("resets module state after a timeout, while /tmp survives", async () => {
    expect(objectOf(await invoke("Mark", {}))).to.deep.equal({ found: false, calls: 1 });
    expect(objectOf(await invoke("Mark", {}))).to.deep.equal({ found: true, calls: 2 });
    expect(failureOf(await invoke("Mark", { loop: true })).kind).to.equal("timeout");
    const after = await invoke("Mark", {});
    expect(objectOf(after)).to.deep.equal({ found: true, calls: 1 });
    expect(after.initDurationMs).to.be.greaterThan(0);
  });

  for (const [logicalId, reason] of [
    ["Exits", "Runtime exited with error: exit status 3"],
    ["ExitsCleanly", "Runtime exited without providing a reason"],
    ["Never", "Runtime exited without providing a reason"],
    ["Rejects", "Runtime exited with error: exit status 1"],
  ] as const) {
    it(`answers Runtime.ExitError when the process ends (${logicalId})`, async () => {
      const invocation = invocationOf(null);
      expect(failureOf(await pool.invoke(logicalId, invocation))).to.include({
        kind: "exit",
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${invocation.requestId} Error: ${reason}`,
      });
    });
  }

  it("says in the log why a process ended whose event loop was empty", async () => {
    const { logs } = await invoke("Never");
    expect(logs.map(({ text }) => text).join()).to.contain("The handler's promise never settled");
  });

  it("says so too when a top-level await never settles", async () => {
    const result = await invoke("Stuck");
    expect(failureOf(result)).to.include({ kind: "init", errorType: "Runtime.ExitError" });
    expect(result.logs.map(({ text }) => text).join()).to.contain("top-level await never settled");
  });

  it("tells an unhandled rejection and a stalled promise by name on nodejs22", async () => {
    expect(failureOf(await invoke("RejectsOn22"))).to.include({
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: "TypeError: nobody waits for me",
    });
    expect(failureOf(await invoke("NeverOn22"))).to.include({ errorType: "Runtime.NodeJsExit" });
  });

  it("tells a heap that is full as memory", async () => {
    expect(failureOf(await invoke("Heap"))).to.include({
      kind: "memory",
      errorType: "Runtime.ExitError",
    });
  });

  it("keeps the lines of an invocation in Lambda's text format, whatever wrote them", async () => {
    const invocation = invocationOf({});
    const { logs } = await pool.invoke("Logs", invocation);
    const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z/;
    expect(logs.map(({ stream, text }) => [stream, text.replace(time, "TIME")]))
      .to.have.lengthOf(5)
      .and.to.deep.include.members([
        ["stdout", `TIME\t${invocation.requestId}\tINFO\thello there { a: 1 }`],
        ["stderr", `TIME\t${invocation.requestId}\tERROR\tbad`],
        ["stdout", "half line"],
        ["stdout", "rest"],
        ["stdout", "raw descriptor"],
      ]);
    expect((await invoke("Logs", {})).logs).to.have.length(5);
  });
});
