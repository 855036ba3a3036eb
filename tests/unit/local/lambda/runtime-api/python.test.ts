import { expect } from "chai";
import path from "node:path";
import {
  plainLogging,
  type FunctionDefinition,
  type InvocationResult,
} from "../../../../../src/harness/core/function-invoker.ts";
import { parseJson, type JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../../src/harness/local/lambda/function-pool.ts";
import {
  defineFunction,
  functionsFolder,
  invocationOf,
} from "../../../../support/lambda/define-function.ts";
import { findClient } from "../../../../support/lambda/python-client.ts";
import { failureOf, objectOf } from "../../../../support/lambda/read-result.ts";
import { untilGone } from "../../../../support/lambda/until.ts";

const codeRoot = path.join(functionsFolder, "python");

function define(name: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  const runtime = "python3.13";
  return defineFunction(name, "python/app.py", name, { runtime, ...changes });
}

const functions = [
  ...["answers", "writes", "fails", "exits", "large", "object_answer"].map((name) => define(name)),
  define("variables", { environment: { TABLE_NAME: "orders", PYTHONPATH: "/opt/own" } }),
  ...["whose", "logs_error"].map((name) =>
    define(name, { logging: { ...plainLogging, format: "JSON", applicationLevel: "WARN" } }),
  ),
  define("waits", { timeoutMs: 700 }),
  define("allocates", { timeoutMs: 20_000 }),
  define("absent-module", { handler: "no.such.handler" }),
  define("absent-name", { handler: "app.nobody" }),
];

describe("A Python function, with awslambdaric", () => {
  let pool: FunctionPool;
  const invoke = (logicalId: string, payload: JsonValue = {}): Promise<InvocationResult> =>
    pool.invoke(logicalId, invocationOf(payload));

  before(function () {
    if (findClient() === null) this.skip();
  });
  beforeEach(() => {
    pool = createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" } });
  });
  afterEach(() => pool.close());

  it("gets the qualified ARN and the tenant of a caller that names them", async () => {
    const named = { ...invocationOf({}), qualifier: "live", tenantId: "t-1" };
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:test-whose";
    expect((await pool.invoke("whose", named)).payload).to.deep.equal({
      arn: `${arn}:live`,
      tenant: "t-1",
    });
    expect((await invoke("whose")).payload).to.deep.equal({ arn, tenant: null });
  });

  it("logs as JSON, from its level on, where the template asks for it", async () => {
    const invocation = { ...invocationOf({}), tenantId: "t-1" };
    const { logs } = await pool.invoke("whose", invocation);
    const records = logs.filter(({ text }) => text.startsWith("{"));
    expect(records).to.have.length(1);
    expect(parseJson(records[0]?.text ?? "")).to.deep.include({
      level: "WARNING",
      message: "logged",
      requestId: invocation.requestId,
      tenantId: "t-1",
    });
  });

  it("tells an error it logs as JSON by its members", async () => {
    const { logs } = await invoke("logs_error");
    const [record] = logs.filter(({ text }) => text.startsWith("{"));
    expect(parseJson(record?.text ?? "")).to.deep.include({
      level: "ERROR",
      message: "failed",
      errorType: "OrderError",
      errorMessage: "refused",
    });
  });

  it("gets event and context, and stays warm", async () => {
    const invocation = {
      ...invocationOf({ order: "é" }),
      clientContext: { client: { installation_id: "1" } },
    };
    const answer = objectOf(await pool.invoke("answers", invocation));
    expect(answer).to.deep.include({
      event: { order: "é" },
      calls: 1,
      request_id: invocation.requestId,
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:test-answers",
      memory: "128",
      name: "test-answers",
      remaining: true,
      installation: "1",
      trace: invocation.traceHeader,
      folder: codeRoot,
    });
    expect(answer["temporary"]).to.include("lockstep-fn-");
    expect(objectOf(await invoke("answers"))["calls"]).to.equal(2);
  });

  it("has its variables, and its folder before its own PYTHONPATH", async () => {
    expect(objectOf(await invoke("variables"))).to.include({
      TABLE_NAME: "orders",
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.13",
      LAMBDA_TASK_ROOT: codeRoot,
      PYTHONPATH: [codeRoot, "/opt/own"].join(path.delimiter),
    });
  });

  it("writes its log: print, stderr and logging", async () => {
    const { logs } = await invoke("writes");
    const texts = logs.map(({ text }) => text);
    expect(texts).to.include.members(["loading", "to stdout", "to stderr"]);
    expect(texts.join("\n")).to.match(/\[WARNING\]\t\S+Z\t[0-9a-f-]{36}\tlogged/);
  });

  it("fails with the document of its runtime, and says where", async () => {
    const result = await invoke("fails");
    const { payload, trace, ...failure } = failureOf(result);
    expect(failure).to.deep.equal({
      kind: "thrown",
      errorType: "OrderError",
      errorMessage: "refused",
    });
    expect(trace.join("\n")).to.match(/app\.py", line \d+, in fails\n\s+raise OrderError/);
    expect(payload).to.have.all.keys("errorMessage", "errorType", "requestId", "stackTrace");
    expect(result.logs.map(({ text }) => text)).to.include.members([
      "[ERROR] OrderError: refused",
      "Traceback (most recent call last):",
    ]);
  });

  it("fails with what cannot be an answer", async () => {
    expect(failureOf(await invoke("object_answer"))).to.include({
      errorType: "Runtime.MarshalError",
    });
    expect(failureOf(await invoke("large"))).to.include({
      errorType: "Function.ResponseSizeTooLarge",
    });
    expect((await invoke("large")).initDurationMs, "its runtime ends of it").to.be.greaterThan(0);
  });

  it("fails to initialise without its module or its handler", async () => {
    const absent = await invoke("absent-module");
    expect(failureOf(absent)).to.include({ kind: "init", errorType: "Runtime.ImportModuleError" });
    expect(absent.logs.at(-1)?.text).to.match(/^\[lockstep\] .* finds no module no\./);
    expect(failureOf(await invoke("absent-name"))).to.include({
      kind: "init",
      errorType: "Runtime.HandlerNotFound",
    });
  });

  it("fails when it exits, and is killed when its time is up, with what it started", async () => {
    expect(failureOf(await invoke("exits")).errorMessage).to.match(/exit status 3$/);
    const result = await invoke("waits");
    expect(failureOf(result)).to.include({ kind: "timeout", errorType: "Sandbox.Timedout" });
    const child = result.logs.map(({ text }) => /^child (\d+)/.exec(text)?.[1]).find(Boolean);
    if (process.platform === "linux") await untilGone(Number(child));
    expect((await invoke("answers")).failure).to.equal(null);
  });

  it("is killed when it uses more memory than it has", async function () {
    if (process.platform !== "linux") return this.skip();
    expect(failureOf(await invoke("allocates"))).to.include({ kind: "memory" });
  });
});
