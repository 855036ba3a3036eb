import { expect } from "chai";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type {
  FunctionDefinition,
  InvocationResult,
  LogLine,
} from "../../../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../../src/harness/local/lambda/function-pool.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";
import {
  defineFunction,
  functionsFolder,
  invocationOf,
} from "../../../../support/lambda/define-function.ts";
import { asObject, failureOf, objectOf } from "../../../../support/lambda/read-result.ts";
import { untilGone } from "../../../../support/lambda/until.ts";

const taskRoot = path.join(functionsFolder, "runtime-client");

/** A function of an OS-only runtime; its handler's name says what the client does. */
function define(handler: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return defineFunction(handler, "runtime-client/client.mjs", handler, {
    handler,
    runtime: "provided.al2023",
    ...changes,
  });
}

const functions = [
  ...["echo", "nothing", "text", "headers", "counts", "writes", "large"].map((name) =>
    define(name),
  ),
  ...["exits", "ends-at-start", "init-error", "throws", "throws-text", "streams"].map((name) =>
    define(name),
  ),
  define("variables", { environment: { TABLE_NAME: "orders" } }),
  define("loops", { timeoutMs: 300 }),
  define("waits", { timeoutMs: 300 }),
  define("starts", { timeoutMs: 1000 }),
  define("allocates", { memoryMb: 128, timeoutMs: 15_000 }),
  define("missing-file", { handler: "echo" }),
];

describe("A function whose program speaks the Runtime API", () => {
  let pool: FunctionPool;
  let stray: LogLine[];
  const invoke = (logicalId: string, payload: JsonValue = {}): Promise<InvocationResult> =>
    pool.invoke(logicalId, invocationOf(payload));

  beforeEach(() => {
    stray = [];
    pool = createFunctionPool({
      functions,
      environment: { AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: "http://127.0.0.1:4566" },
      maxEnvironments: 30,
      onLog: (_id, line) => stray.push(line),
      commandOf: ({ logicalId }) => ({
        ok: true,
        command: {
          kind: "bootstrap",
          executable: logicalId === "missing-file" ? "/no/bootstrap" : process.execPath,
          args: ["client.mjs"],
          taskRoot,
        },
      }),
    });
  });
  afterEach(() => pool.close());

  it("gets the event and answers", async () => {
    const result = await invoke("echo", { order: "é" });
    expect(result).to.deep.include({ payload: { order: "é" }, failure: null });
    expect(result.initDurationMs).to.be.greaterThan(0);
  });

  it("stays warm, with one process for one environment", async () => {
    const [first, second] = [objectOf(await invoke("counts")), objectOf(await invoke("counts"))];
    expect([first["calls"], second["calls"]]).to.deep.equal([1, 2]);
    expect(second["pid"]).to.equal(first["pid"]);
  });

  it("runs several invocations at once in several processes", async () => {
    const results = await Promise.all([invoke("counts"), invoke("counts"), invoke("counts")]);
    expect(new Set(results.map((result) => objectOf(result)["pid"])).size).to.equal(3);
  });

  it("tells id, function, trace and time limit in headers", async () => {
    const begun = Date.now();
    const invocation = { ...invocationOf({}), clientContext: { custom: { a: "1" } } };
    const headers = objectOf(await pool.invoke("headers", invocation));
    expect(headers).to.include({
      "lambda-runtime-aws-request-id": invocation.requestId,
      "lambda-runtime-trace-id": invocation.traceHeader,
      "lambda-runtime-invoked-function-arn":
        "arn:aws:lambda:eu-west-1:123456789012:function:test-headers",
      "lambda-runtime-client-context": '{"custom":{"a":"1"}}',
    });
    const left = Number(headers["lambda-runtime-deadline-ms"]) - begun;
    expect(left).to.be.within(4900, 20_000);
  });

  it("has the variables of a function on an OS-only runtime, in its folder", async () => {
    const variables = objectOf(await invoke("variables"));
    expect(variables).to.include({
      TABLE_NAME: "orders",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      AWS_LAMBDA_FUNCTION_NAME: "test-variables",
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: "variables",
      folder: taskRoot,
    });
    expect(variables["AWS_LAMBDA_RUNTIME_API"]).to.match(/^127\.0\.0\.1:\d+$/);
    expect(variables).to.not.include.keys("AWS_EXECUTION_ENV", "NODE_PATH", "HOME");
    expect(variables["TMPDIR"]).to.include("lockstep-fn-");
  });

  it("hands on what it wrote with the answer, the line that was not ended too", async () => {
    const { logs } = await invoke("writes");
    const texts = (name: string) =>
      logs.filter(({ stream }) => stream === name).map(({ text }) => text);
    expect(texts("stdout")).to.deep.equal(["to stdout", "first", "second", "not ended"]);
    expect(texts("stderr")).to.deep.equal(["to stderr"]);
  });

  it("takes an empty answer as null, and text that is no JSON as a string", async () => {
    expect(await invoke("nothing")).to.include({ payload: null, failure: null });
    expect(await invoke("text")).to.include({ payload: "Echoing request", failure: null });
  });

  it("fails with the document its runtime sends", async () => {
    const { payload, ...failure } = failureOf(await invoke("throws"));
    expect(failure).to.deep.equal({
      kind: "thrown",
      errorType: "OrderError",
      errorMessage: "refused",
      trace: ["one", "two"],
    });
    expect(asObject(payload)["stackTrace"]).to.deep.equal(["one", "two"]);
    expect(failureOf(await invoke("throws-text"))).to.deep.equal({
      kind: "thrown",
      errorType: "Runtime.Odd",
      errorMessage: "no document",
      trace: [],
    });
  });

  it("lives on after an error", async () => {
    await invoke("throws");
    expect((await invoke("throws")).initDurationMs).to.equal(null);
  });

  it("fails to initialise with the error its runtime reports, each time anew", async () => {
    for (const time of [1, 2]) {
      const result = await invoke("init-error");
      expect(failureOf(result), String(time)).to.include({
        kind: "init",
        errorType: "Config.Missing",
        errorMessage: "no table",
      });
      expect(result.logs.map(({ text }) => text)).to.deep.equal(["cannot begin"]);
    }
  });

  it("fails when its process ends before it asks for an event", async () => {
    const failure = failureOf(await invoke("ends-at-start"));
    expect(failure).to.include({ kind: "init", errorType: "Runtime.ExitError" });
    expect(failure.errorMessage).to.match(/Runtime exited with error: exit status 4$/);
  });

  it("fails when its process ends at work, and starts again for the next", async () => {
    const failure = failureOf(await invoke("exits"));
    expect(failure).to.include({ kind: "exit", errorType: "Runtime.ExitError" });
    expect(failure.errorMessage).to.match(/exit status 3$/);
    expect((await invoke("exits")).initDurationMs).to.be.greaterThan(0);
  });

  it("starts again after it ended between two invocations", async () => {
    for (const after of [0, 250]) {
      const first = objectOf(await invoke("counts", { thenExit: true, after }));
      const second = objectOf(await invoke("counts"));
      expect(second["calls"]).to.equal(1);
      expect(second["pid"]).to.not.equal(first["pid"]);
      await pool.reload();
    }
  });

  it("fails with an answer over the limit", async () => {
    expect(failureOf(await invoke("large"))).to.include({
      kind: "too-large",
      errorType: "Function.ResponseSizeTooLarge",
    });
  });

  it("has what it streams handed on while it runs, and collected", () =>
    withTemporaryFolder(async (folder) => {
      const gate = path.join(folder, "go-on");
      const chunks: string[] = [];
      const result = await pool.invoke("streams", {
        ...invocationOf({ gate }),
        onChunk: (chunk) => {
          chunks.push(Buffer.from(chunk).toString());
          writeFileSync(gate, "");
        },
      });
      expect(chunks.join("")).to.equal("first second");
      expect(chunks.length).to.be.greaterThan(1);
      expect(result).to.deep.include({ payload: "first second", failure: null });
    }));

  it("is killed when its time is up, in a loop or asleep", async () => {
    for (const name of ["loops", "waits"]) {
      const failure = failureOf(await invoke(name));
      expect(failure, name).to.include({ kind: "timeout", errorType: "Sandbox.Timedout" });
      expect(failure.errorMessage).to.include("Task timed out after 0.30 seconds");
    }
  });

  it("is killed with what it started, and what it left is ended when the pool closes", async function () {
    if (process.platform !== "linux") return this.skip();
    const timedOut = await invoke("starts", { waits: true });
    const child = Number(/child (\d+)/.exec(timedOut.logs[0]?.text ?? "")?.[1]);
    await untilGone(child);
    const { payload } = await invoke("starts", { detached: true });
    await pool.close();
    await untilGone(Number(payload));
  });

  it("is killed when it uses more memory than it has", async function () {
    if (process.platform !== "linux") return this.skip();
    const failure = failureOf(await invoke("allocates"));
    expect(failure).to.include({ kind: "memory", errorType: "Runtime.ExitError" });
    expect(failure.errorMessage).to.match(/signal: killed$/);
  });

  it("fails when its program cannot be started", async () => {
    const failure = failureOf(await invoke("missing-file"));
    expect(failure).to.include({ kind: "init", errorType: "Runtime.InvalidEntrypoint" });
    expect(failure.errorMessage).to.match(/^Error: fork\/exec \/no\/bootstrap: no such file/);
  });

  it("can be warmed", async () => {
    await pool.warm(["counts"]);
    expect((await invoke("counts")).initDurationMs).to.equal(null);
    expect(stray).to.deep.equal([]);
  });
});
