import { expect } from "chai";
import {
  plainLogging,
  type Invocation,
  type InvocationResult,
} from "../../../../src/harness/core/function-invoker.ts";
import { parseJson, type JsonObject } from "../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { asObject } from "../../../support/lambda/read-result.ts";

const file = "javascript/reports.mjs";
const json = { ...plainLogging, format: "JSON" } as const;

const functions = [
  defineFunction("Logs", file, "logs"),
  defineFunction("LogsOn22", file, "logs", { runtime: "nodejs22.x" }),
  defineFunction("LogsJson", file, "logs", { logging: json }),
  defineFunction("LogsJsonOn22", file, "logs", { logging: json, runtime: "nodejs22.x" }),
  defineFunction("LogsErrors", file, "logs", { logging: { ...json, applicationLevel: "ERROR" } }),
  defineFunction("Throws", file, "throws"),
  defineFunction("ThrowsText", file, "throwsText"),
  defineFunction("Rejects", file, "rejects"),
  defineFunction("ThrowsJson", file, "throws", { logging: json }),
  defineFunction("Exits", file, "exits"),
  defineFunction("LoopsJson", file, "loops", { logging: json, timeoutMs: 300 }),
  defineFunction("Syntax", "javascript/syntax.mjs", "handler"),
  defineFunction("Who", file, "who", { logging: { ...plainLogging, logGroup: "/shop/all" } }),
  defineFunction("Left", file, "left"),
];

/** Lines without what changes from run to run. */
function shape(lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line
      .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z/, "TIME")
      .replace(/(\d+(?:\.\d+)?) (ms|MB)/g, "N $2")
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID"),
  );
}

function records({ logs }: InvocationResult): readonly JsonObject[] {
  return logs.map(({ text }) => asObject(parseJson(text)));
}

describe("The log of an invocation", () => {
  let pool: FunctionPool;
  const invoke = (
    logicalId: string,
    changes: Partial<Invocation> = {},
  ): Promise<InvocationResult> => pool.invoke(logicalId, { ...invocationOf(7), ...changes });

  before(() => {
    pool = createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" } });
  });
  after(() => pool.close());

  it("is whole for a cold start, and for a warm one without the initialisation", async () => {
    const cold = await invoke("Exits");
    expect(shape(cold.report?.lines ?? [])).to.deep.equal([
      "INIT_START Runtime Version: nodejs:24.local\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:local",
      "TIME\t-\tINFO\twhile it initialises",
      "START RequestId: ID Version: $LATEST",
      "RequestId: ID Error: Runtime exited with error: exit status 3",
      "Runtime.ExitError",
      "END RequestId: ID",
      "REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: N MB\tMax Memory Used: N MB\tInit Duration: N ms\tStatus: error\tError Type: Runtime.ExitError\t",
    ]);
    await invoke("Logs");
    const warm = await invoke("Logs");
    expect(warm.report?.lines[0]).to.match(/^START /);
    expect(warm.report?.lines).to.have.length(9);
  });

  it("prints `undefined` for the request while nodejs22 initialises", async () => {
    const { logs } = await invoke("LogsOn22");
    expect(shape([logs[0]?.text ?? ""])).to.deep.equal([
      "TIME\tundefined\tINFO\twhile it initialises",
    ]);
  });

  it("measures memory", async () => {
    const { report } = await invoke("Logs");
    expect(report?.maxMemoryUsedMb).to.be.within(20, 192);
  });

  it("tells what the handler threw in a line of its own, with the user's frames only", async () => {
    const { logs } = await invoke("Throws");
    const line = logs.find(({ text }) => text.includes("Invoke Error"))?.text ?? "";
    const [head, error] = line.split("Invoke Error \t");
    expect(shape([head ?? ""])).to.deep.equal(["TIME\tID\tERROR\t"]);
    const { stack, ...members } = asObject(parseJson(error ?? ""));
    expect(members).to.deep.equal({ errorType: "RangeError", errorMessage: "out of range" });
    expect(stack).to.have.length(2);
    expect(JSON.stringify(stack)).to.contain("reports.mjs:13:");
  });

  it("shows no file of the harness, whatever the function dies of", async () => {
    for (const name of ["ThrowsText", "Rejects"]) {
      const text = (await invoke(name)).logs.map((line) => line.text).join("\n");
      expect(text, name).to.match(/just a text|nobody handles it/);
      expect(text, name).to.not.contain("src/harness");
    }
  });

  it("tells a failed initialisation", async () => {
    const { logs, report } = await invoke("Syntax");
    expect(shape(logs.map(({ text }) => text))[0]).to.match(
      /^TIME\t-\tERROR\tInit Error \t\{"errorType":"Runtime\.UserCodeSyntaxError"/,
    );
    expect(report?.lines[2]).to.contain("Error Type: Runtime.UserCodeSyntaxError");
  });

  it("is JSON where the template asks for it (Node.js runtime interface client)", async () => {
    const invocation = { requestId: invocationOf(null).requestId };
    const [init, ...lines] = records(await invoke("LogsJson", invocation));
    expect(init).to.include({ level: "INFO", requestId: "-", message: "while it initialises" });
    const named = lines.map(({ timestamp, ...members }) => {
      expect(timestamp).to.match(/^\d{4}-\d\d-\d\dT/);
      expect(members).to.include(invocation);
      return members;
    });
    expect(named.map(({ level, message }) => [level, message]).slice(0, 3)).to.deep.equal([
      ["INFO", "plain text { a: 1 }"],
      ["INFO", { order: 7 }],
      ["WARN", named[2]?.["message"]],
    ]);
    expect(named[2]).to.include({ errorType: "RangeError", errorMessage: "out of range" });
    expect(named[2]?.["stackTrace"])
      .to.be.an("array")
      .with.property("0", "RangeError: out of range");
    expect(asObject(named[3]?.["message"])).to.include({
      errorType: "TypeError",
      errorMessage: "alone",
    });
    expect(named[4]).to.include({ level: "FATAL", message: "the end" });
  });

  it("names the tenant up to nodejs22 alone, in JSON (Node.js runtime interface client 3 and 4)", async () => {
    const tenants = ["LogsJson", "LogsJsonOn22"].map(async (logicalId) => {
      const [, line] = records(await invoke(logicalId, { tenantId: "tenant-1" }));
      return line?.["tenantId"] ?? null;
    });
    expect(await Promise.all(tenants)).to.deep.equal([null, "tenant-1"]);
  });

  it("has no level below ApplicationLogLevel", async () => {
    const levels = records(await invoke("LogsErrors")).map(({ level }) => level);
    expect(levels).to.deep.equal(["ERROR", "FATAL"]);
  });

  it("tells what the handler threw as JSON, too", async () => {
    const error = records(await invoke("ThrowsJson")).at(-1);
    expect(error).to.include({ level: "ERROR" });
    expect(asObject(error?.["message"])).to.include({
      errorType: "RangeError",
      errorMessage: "out of range",
    });
  });

  it("tells a timeout in JSON by the platform's records alone", async () => {
    const { logs, report } = await invoke("LoopsJson");
    expect(logs.filter(({ text }) => text.includes("timed out"))).to.deep.equal([]);
    expect(asObject(parseJson(report?.lines.at(-1) ?? ""))["record"]).to.include({
      status: "timeout",
    });
  });

  it("belongs to the group the template names, as the context says", async () => {
    const plain = await invoke("Who");
    expect(plain.payload).to.include({ group: "/shop/all", tenant: null });
    expect(asObject(plain.payload)["arn"]).to.match(/:function:test-Who$/);
  });

  it("is of a tenant and a qualifier where the caller names them", async () => {
    const { payload } = await invoke("Who", { tenantId: "t-1", qualifier: "live" });
    expect(payload).to.include({ tenant: "t-1" });
    expect(asObject(payload)["arn"]).to.match(/:function:test-Who:live$/);
  });

  it("is of an invocation whose remaining time counts down", async () => {
    const { payload } = await invoke("Left");
    expect(payload).to.be.greaterThan(25);
  });
});
