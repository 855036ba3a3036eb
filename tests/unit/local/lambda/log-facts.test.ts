import { expect } from "chai";
import {
  plainLogging,
  type FunctionDefinition,
} from "../../../../src/harness/core/function-invoker.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";

// What is known of Lambda's logs and error documents, each with where it is written down.

/** Where a fact is written down. */
type Source =
  /** Answers and logs of Lambda, recorded. */
  | "recorded"
  /** AWS Lambda Developer Guide. */
  | "guide"
  /** Source of the Node.js runtime interface client, version 4. */
  | "client 4"
  /** No source is at hand. */
  | "assumed";

interface Fact {
  readonly fact: string;
  readonly source: Source;
  readonly of: keyof typeof handlers;
  /** A line of the log is this; `ID` stands for the request's id. */
  readonly line: RegExp;
}

const json = { logging: { ...plainLogging, format: "JSON" as const } };
const reports = "javascript/reports.mjs";
const handlers = {
  logs: [reports, "logs"],
  throws: [reports, "throws"],
  exits: [reports, "exits"],
  loops: [reports, "loops", { timeoutMs: 300 }],
  syntax: ["javascript/syntax.mjs", "handler"],
  logsJson: [reports, "logs", json],
  throwsJson: [reports, "throws", json],
} satisfies Record<string, readonly [file: string, name: string, on?: Partial<FunctionDefinition>]>;

const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

// prettier-ignore
const facts: readonly Fact[] = [
  { fact: "INIT_START of a cold start", source: "recorded", of: "logs", line: /^INIT_START Runtime Version: \S+\tRuntime Version ARN: arn:aws:lambda:\S+$/ },
  { fact: "START", source: "recorded", of: "logs", line: /^START RequestId: ID Version: \$LATEST$/ },
  { fact: "a line of console", source: "recorded", of: "logs", line: new RegExp(`^${time}\tID\tINFO\tplain text \\{ a: 1 \\}$`) },
  { fact: "a line of console.fatal", source: "client 4", of: "logs", line: new RegExp(`^${time}\tID\tFATAL\tthe end$`) },
  { fact: "a line while a function initialises", source: "client 4", of: "logs", line: new RegExp(`^${time}\t-\tINFO\twhile it initialises$`) },
  { fact: "END", source: "recorded", of: "logs", line: /^END RequestId: ID$/ },
  { fact: "REPORT of a cold start", source: "recorded", of: "logs", line: /^REPORT RequestId: ID\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t(?:Max Memory Used: \d+ MB\t)?Init Duration: \d+\.\d\d ms\t$/ },
  { fact: "what a handler threw", source: "client 4", of: "throws", line: new RegExp(`^${time}\tID\tERROR\tInvoke Error \t\\{"errorType":"RangeError","errorMessage":"out of range","stack":\\[`) },
  { fact: "REPORT of what a handler threw has no status", source: "guide", of: "throws", line: /^REPORT (?!.*Status)/ },
  { fact: "a process that ended", source: "assumed", of: "exits", line: /^RequestId: ID Error: Runtime exited with error: exit status 3$/ },
  { fact: "REPORT of a process that ended", source: "guide", of: "exits", line: /^REPORT .*\tStatus: error\tError Type: Runtime\.ExitError\t$/ },
  { fact: "a timeout", source: "assumed", of: "loops", line: new RegExp(`^${time} ID Task timed out after 0\\.30 seconds$`) },
  { fact: "REPORT of a timeout", source: "guide", of: "loops", line: /^REPORT .*\tDuration: 300\.00 ms\tBilled Duration: \d+ ms\t.*Status: timeout\t$/ },
  { fact: "a failed initialisation", source: "client 4", of: "syntax", line: new RegExp(`^${time}\t-\tERROR\tInit Error \t\\{"errorType":"Runtime\\.UserCodeSyntaxError"`) },
  { fact: "INIT_REPORT of a failed initialisation", source: "guide", of: "syntax", line: /^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Runtime\.UserCodeSyntaxError$/ },
  { fact: "a JSON line of text", source: "client 4", of: "logsJson", line: new RegExp(`^\\{"timestamp":"${time}","level":"INFO","requestId":"ID","message":"plain text \\{ a: 1 \\}"\\}$`) },
  { fact: "a JSON line of an object", source: "client 4", of: "logsJson", line: /"level":"INFO","requestId":"ID","message":\{"order":null\}\}$/ },
  { fact: "a JSON line of text and an error", source: "client 4", of: "logsJson", line: /"level":"WARN","requestId":"ID","message":"failed: .*","errorType":"RangeError","errorMessage":"out of range","stackTrace":\["RangeError: out of range",/ },
  { fact: "a JSON line of an error alone", source: "client 4", of: "logsJson", line: /"level":"ERROR","requestId":"ID","message":\{"errorType":"TypeError","errorMessage":"alone","stackTrace":\[/ },
  { fact: "what a handler threw, in JSON", source: "client 4", of: "throwsJson", line: /"level":"ERROR","requestId":"ID","message":\{"errorType":"RangeError","errorMessage":"out of range","stackTrace":\[/ },
  { fact: "platform.start", source: "guide", of: "logsJson", line: /^\{"time":"[^"]+","type":"platform\.start","record":\{"requestId":"ID",/ },
  { fact: "platform.report", source: "guide", of: "logsJson", line: /^\{"time":"[^"]+","type":"platform\.report","record":\{"requestId":"ID","status":"success","metrics":\{"durationMs":/ },
];

describe("The lines of a function's log", () => {
  let pool: FunctionPool;
  before(() => {
    const functions = Object.entries(handlers).map(([logicalId, [file, name, on]]) =>
      defineFunction(logicalId, file, name, on),
    );
    pool = createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" } });
  });
  afterEach(() => pool.reload());
  after(() => pool.close());

  for (const { fact, source, of, line } of facts) {
    it(`${fact} (${source})`, async () => {
      const invocation = invocationOf(null);
      const { report } = await pool.invoke(of, invocation);
      const lines = report?.lines.map((each) => each.replaceAll(invocation.requestId, "ID"));
      expect(lines?.some((each) => line.test(each))).to.equal(true, lines?.join("\n"));
    });
  }
});
