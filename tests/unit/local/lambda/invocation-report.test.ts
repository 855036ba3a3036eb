import { expect } from "chai";
import type {
  FunctionDefinition,
  FunctionFailure,
  FunctionLogging,
} from "../../../../src/harness/core/function-invoker.ts";
import { parseJson } from "../../../../src/harness/core/json.ts";
import {
  reportInvocation,
  type Reported,
} from "../../../../src/harness/local/lambda/invocation-report.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { asObject } from "../../../support/lambda/read-result.ts";

const invocation = { ...invocationOf(null), requestId: "ID" };

function define(logging: Partial<FunctionLogging> = {}): FunctionDefinition {
  const plain = defineFunction("Fn", "javascript/index.mjs", "plain", { timeoutMs: 1000 });
  return { ...plain, logging: { ...plain.logging, ...logging } };
}

function reported(changes: Partial<Reported> = {}): Reported {
  return {
    definition: define(),
    invocation,
    failure: null,
    startedAt: Date.UTC(2026, 10, 24, 12),
    durationMs: 1.2345,
    initDurationMs: null,
    initFailed: false,
    maxMemoryUsedMb: 74,
    initLines: ["while it initialises"],
    lines: ["at work"],
    ...changes,
  };
}

function failure(kind: FunctionFailure["kind"], errorType: string): FunctionFailure {
  return { kind, errorType, errorMessage: `the message of ${errorType}`, trace: [] };
}

const exited = failure("exit", "Runtime.ExitError");
const timedOut = failure("timeout", "Sandbox.Timedout");

describe("The report of an invocation (recorded logs, AWS Lambda guide)", () => {
  it("of a warm environment is START, its lines, END and REPORT", () => {
    expect(reportInvocation(reported()).lines).to.deep.equal([
      "START RequestId: ID Version: $LATEST",
      "at work",
      "END RequestId: ID",
      "REPORT RequestId: ID\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 74 MB\t",
    ]);
  });

  it("of a cold start begins with INIT_START and what was written then, and bills the initialisation", () => {
    const { lines, billedDurationMs } = reportInvocation(reported({ initDurationMs: 100 }));
    expect(lines.slice(0, 3)).to.deep.equal([
      "INIT_START Runtime Version: nodejs:24.local\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:local",
      "while it initialises",
      "START RequestId: ID Version: $LATEST",
    ]);
    expect(lines.at(-1)).to.contain("\tInit Duration: 100.00 ms\t");
    expect(billedDurationMs).to.equal(102);
  });

  for (const [does, changes, status, end] of [
    ["an error the handler threw", { failure: failure("thrown", "Error") }, "success", "74 MB\t"],
    ["a timeout", { failure: timedOut, durationMs: 1012 }, "timeout", "Status: timeout\t"],
    [
      "a process that ended",
      { failure: exited },
      "error",
      "Status: error\tError Type: Runtime.ExitError\t",
    ],
    [
      "memory that was exceeded",
      { failure: failure("memory", "Runtime.ExitError") },
      "error",
      "Status: error\tError Type: Runtime.OutOfMemory\t",
    ],
  ] as const) {
    it(`calls ${does} "${status}"`, () => {
      const report = reportInvocation(reported(changes));
      expect(report.status).to.equal(status);
      expect(report.lines.at(-1)).to.match(new RegExp(`${end.replaceAll(".", "\\.")}$`));
    });
  }

  it("of a timeout shows and bills the function's Timeout, not what it took to kill it", () => {
    const report = reportInvocation(reported({ failure: timedOut, durationMs: 1012.7 }));
    expect(report.lines.at(-1)).to.contain("\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t");
  });

  it("names what ended the process between the function's lines and END", () => {
    expect(reportInvocation(reported({ failure: exited })).lines.slice(1, 4)).to.deep.equal([
      "at work",
      "the message of Runtime.ExitError",
      "Runtime.ExitError",
    ]);
  });

  it("of a failed initialisation has INIT_REPORT with the error's type", () => {
    const { lines } = reportInvocation(
      reported({
        failure: failure("init", "Runtime.ImportModuleError"),
        initFailed: true,
        initDurationMs: 12.5,
        durationMs: 0,
      }),
    );
    expect(lines[2]).to.equal(
      "INIT_REPORT Init Duration: 12.50 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError",
    );
  });

  it("leaves the memory out where it cannot be seen", () => {
    const { lines } = reportInvocation(reported({ maxMemoryUsedMb: null }));
    expect(lines.at(-1)).not.to.contain("Max Memory Used");
  });

  describe("in JSON", () => {
    const types = (changes: Partial<Reported>): readonly unknown[] =>
      reportInvocation(reported(changes)).lines.map((line) =>
        line.startsWith("{") ? asObject(parseJson(line))["type"] : line,
      );
    const json = define({ format: "JSON" });

    it("is platform records around the function's lines", () => {
      expect(types({ definition: json, initDurationMs: 10 })).to.deep.equal([
        "platform.initStart",
        "while it initialises",
        "platform.start",
        "at work",
        "platform.report",
      ]);
    });

    it("has the time of what each record tells of, and so its order", () => {
      const definition = define({ format: "JSON", systemLevel: "DEBUG" });
      const { lines } = reportInvocation(reported({ definition, initDurationMs: 10 }));
      const times = lines.flatMap((line) =>
        line.startsWith("{")
          ? [JSON.stringify(asObject(parseJson(line))["time"]).slice(18, 25)]
          : [],
      );
      expect(times).to.deep.equal(["59.990Z", "00.000Z", "00.000Z", "00.002Z", "00.002Z"]);
    });

    it("names the function as it was called, in its own partition", () => {
      const arn = "arn:aws-cn:lambda:cn-north-1:123456789012:function:Fn";
      const { lines } = reportInvocation(
        reported({
          definition: { ...json, arn },
          invocation: { ...invocation, qualifier: "live" },
          initDurationMs: 10,
        }),
      );
      expect(lines.join("\n"))
        .to.contain(`"functionArn":"${arn}:live"`)
        .and.contain('"runtimeVersionArn":"arn:aws-cn:lambda:cn-north-1::runtime:local"');
    });

    it("shows more at DEBUG, and at WARN only what failed", () => {
      const at = (systemLevel: FunctionLogging["systemLevel"]): FunctionDefinition =>
        define({ format: "JSON", systemLevel });
      expect(types({ definition: at("DEBUG"), initDurationMs: 10 })).to.include.members([
        "platform.initReport",
        "platform.runtimeDone",
      ]);
      expect(types({ definition: at("WARN") })).to.deep.equal(["at work"]);
      expect(types({ definition: at("WARN"), failure: exited })).to.deep.equal([
        "at work",
        "platform.runtimeDone",
        "platform.report",
      ]);
    });

    it("has the metrics as numbers, and what failed by type", () => {
      const { lines } = reportInvocation(reported({ definition: json, failure: exited }));
      const { record } = asObject(parseJson(lines.at(-1) ?? ""));
      expect(record).to.deep.equal({
        requestId: "ID",
        status: "error",
        errorType: "Runtime.ExitError",
        metrics: {
          durationMs: 1.234,
          billedDurationMs: 2,
          memorySizeMB: 128,
          maxMemoryUsedMB: 74,
        },
      });
    });
  });
});
