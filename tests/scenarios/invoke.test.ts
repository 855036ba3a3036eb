import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";

import { isObject, parseJson, type JsonValue } from "../../src/harness/core/json.ts";
import { jsonDocumentViolations } from "../support/app/json-document-schema.ts";
import { copyOrderProject, repositoryRoot } from "../support/scenarios/order-project.ts";
import {
  commandLine,
  runCommandLine,
  userEnvironment,
  type CommandResult,
} from "../support/scenarios/run-command-line.ts";

// What people use `sam local invoke` for: functions behind a queue, a schedule and in a nested stack, and
// those of the Order API, from a shell.

const source = join(repositoryRoot, "tests/fixtures/projects/event-sources");
let project = "";

const invoke = (...args: readonly string[]): Promise<CommandResult> =>
  runCommandLine(project, ["invoke", ...args]);

/** The exit code where somebody reads but the beginning of what is said. */
async function invokeUnread(...args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [commandLine, "invoke", ...args], {
    cwd: project,
    env: userEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.destroy();
  child.stdout.destroy();
  return new Promise((resolve) => child.once("close", resolve));
}

/** With an event on standard input, as in a pipe. */
async function pipe(event: string, ...args: readonly string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [commandLine, "invoke", ...args], {
    cwd: project,
    env: userEnvironment(),
  });
  child.stdin.end(event);
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { stdout, stderr, exitCode };
}

const document = ({ stdout }: CommandResult): { readonly [key: string]: unknown } => {
  const value: JsonValue = parseJson(stdout);
  return isObject(value) ? value : {};
};

describe("`lockstep invoke` of functions behind event sources", function () {
  this.timeout(60_000);

  before(() => {
    project = mkdtempSync(join(tmpdir(), "lockstep-sources-"));
    cpSync(source, project, { recursive: true });
  });
  after(() => {
    if (project !== "") rmSync(project, { recursive: true, force: true });
  });

  it("tells by its exit code whether the function failed, whoever listens", async () => {
    expect(await invokeUnread("orders-place:live", "-e", "events/order.json")).to.equal(0);
  });

  it("runs one by its deployed name and alias: the log as Lambda writes it, the result alone on stdout", async () => {
    const result = await invoke("orders-place:live", "-e", "events/order.json");
    expect(result.exitCode, result.stderr).to.equal(0);
    expect(document(result)).to.deep.equal({
      batchItemFailures: [],
      orders: [{ orderId: "ORD-1" }],
    });
    expect(result.stderr).to.match(
      /^INIT_START .*\nSTART RequestId: .*\n.*placing 1 as arn:aws:lambda:[^\n]*:function:orders-place:live\nEND RequestId: .*\nREPORT RequestId: .*\n$/,
    );
  });

  it("says what an event lacks, where, and fails with the function's own error", async () => {
    const result = await invoke("PlaceFunction", "-e", "events/cut.json");
    expect(result.exitCode).to.equal(1);
    expect(result.stderr)
      .to.contain("! events/incomplete-event  events/cut.json:3:")
      .and.contain("Records[0] lacks receiptHandle, body,");
    expect(result.stderr).to.match(/SyntaxError: "undefined" is not valid JSON\n[^]*place\.mjs:3:/);
    expect(document(result)).to.include({ errorType: "SyntaxError" });
  });

  it("says that an event is of another source than the template's", async () => {
    const event = `{ "resource": "/orders", "httpMethod": "POST", "requestContext": {}, "Records": [] }`;
    const result = await pipe(event, "PlaceFunction", "-e", "-");
    expect(result.exitCode, result.stderr).to.equal(0);
    expect(result.stderr)
      .to.contain("! project/event-of-another-source  standard input:1:1")
      .and.contain("events of SQS to PlaceFunction")
      .and.contain("see: template.yaml:14:9 the SQS event Orders");
  });

  it("ends with 1 for a timeout and an exit, with Lambda's error document", async () => {
    const event = (mode: string): string => `{ "detail": { "mode": "${mode}" } }`;
    const late = await pipe(event("wait"), "SweepFunction", "-e", "-");
    expect([late.exitCode, document(late)["errorType"]]).to.deep.equal([1, "Sandbox.Timedout"]);
    expect(late.stderr).to.contain("Status: timeout");
    const ended = await pipe(event("exit"), "SweepFunction", "-e", "-");
    expect([ended.exitCode, document(ended)["errorType"]]).to.deep.equal([1, "Runtime.ExitError"]);
  });

  it("finds a nested function by its bare name, with a client context and without an event", async () => {
    const result = await invoke("ChargeFunction", "--client-context", '{"custom":{"a":1}}');
    expect(result.exitCode, result.stderr).to.equal(0);
    expect(document(result)).to.deep.equal({ event: {}, custom: { a: 1 } });
    expect(result.stderr).to.match(/^INIT_START/);
  });

  it("names the functions to choose from", async () => {
    const none = await invoke();
    expect([none.exitCode, none.stdout]).to.deep.equal([2, ""]);
    expect(none.stderr).to.contain("PlaceFunction, SweepFunction, Billing/ChargeFunction");
    const misspelt = await invoke("order-place");
    expect(misspelt.exitCode).to.equal(2);
    expect(misspelt.stderr).to.contain("Did you mean orders-place?");
  });

  it("prints one document with --json, which its schema describes", async () => {
    const args = ["PlaceFunction:old", "-e", "events/cut.json", "--json", "--log-type", "tail"];
    const result = await invoke(...args);
    expect([result.exitCode, result.stderr]).to.deep.equal([1, ""]);
    const printed = document(result);
    expect(jsonDocumentViolations("invocation", printed)).to.deep.equal([]);
    expect(printed["warnings"]).to.have.length(2);
    const log = Buffer.from(String(printed["logResult"]), "base64").toString();
    expect(log).to.match(/START RequestId[^]*REPORT RequestId/);
  });
});

describe("`lockstep invoke` of the Order API", function () {
  this.timeout(60_000);

  it("runs its sample events without a warning", async () => {
    const orders = copyOrderProject();
    const calls = [
      ["GetOrderFunction", "events/apigateway/get-order.json"],
      ["OrderPlacedFunction", "events/eventbridge/order-placed.json"],
    ] as const;
    try {
      for (const [name, event] of calls) {
        const { exitCode, stderr } = await runCommandLine(orders.root, [
          "invoke",
          name,
          "-e",
          event,
        ]);
        expect(exitCode, stderr).to.equal(0);
        expect(stderr).to.match(/^INIT_START/);
      }
    } finally {
      orders.dispose();
    }
  });
});
