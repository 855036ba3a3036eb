import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";
import got from "got";

import { isObject } from "../../src/harness/core/json.ts";
import { allProblems } from "../../src/harness/app/report/run-result.ts";
import { checkProject, expectGreen } from "../support/scenarios/check-project.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";
import { runCommandLine } from "../support/scenarios/run-command-line.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";

const client = got.extend({ throwHttpErrors: false, retry: { limit: 0 } });

interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly ended: boolean;
}

/** What Linux tells of a process; `null` when there is none. One that ended may still wait for its parent. */
function readProcess(pid: number): ProcessState | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent), ended: state === "Z" || state === "X" };
  } catch {
    return null;
  }
}

/** Processes below a process. */
function descendantsOf(pid: number): readonly number[] {
  const all = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)) ?? []);
  const below = (parent: number): readonly number[] =>
    all.flatMap((each) => (each.parent === parent ? [each.pid, ...below(each.pid)] : []));
  return below(pid);
}

function isRunning(pid: number): boolean {
  return readProcess(pid)?.ended === false;
}

/** Those of some processes that do not end by themselves within ten seconds. */
async function stillRunning(pids: readonly number[]): Promise<readonly number[]> {
  for (let attempt = 0; attempt < 100 && pids.some(isRunning); attempt += 1) await setTimeout(100);
  return pids.filter(isRunning);
}

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a stage started with `lockstep start`", function () {
  this.timeout(120_000);

  let project: OrderProject;
  let stage: StartedStage;
  before(async () => {
    project = copyOrderProject();
    stage = await startStage(project.root);
  });
  after(async () => {
    await stage.stop("SIGTERM");
    project.dispose();
  });

  it("serves the API under its stage prefix, and without it", async () => {
    expect(stage.url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
    const listed = await client(`${stage.url}/orders?customerId=CUST-001`);
    expect(listed.statusCode).to.equal(200);
    expect(JSON.parse(listed.body)).to.have.property("orders").that.is.an("array");
    const bare = await client(`${new URL(stage.url).origin}/orders?customerId=CUST-001`);
    expect(bare.statusCode).to.equal(200);
  });

  it("answers a route it does not have with API Gateway's 403", async () => {
    const { statusCode, body } = await client(`${stage.url}/customers`);
    expect(statusCode).to.equal(403);
    expect(JSON.parse(body)).to.deep.equal({ message: "Missing Authentication Token" });
  });

  it("passes `lockstep check --url`", async () => {
    expectGreen(await checkProject(project, stage.url, stage.awsEndpoint));
  });

  it("passes `lockstep pact verify --url`, its tables reached by their endpoint", async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(project.root, [
      "pact",
      "verify",
      "--url",
      stage.url,
      "--dynamodb-endpoint",
      stage.awsEndpoint,
    ]);
    expect(exitCode, `${stdout}${stderr}`).to.equal(0);
    expect(stdout).to.include("7 of 7 interactions hold");
  });

  it("on a port that is taken, the next start says by whom and which option helps", async () => {
    const { port } = new URL(stage.url);
    const { exitCode, stdout, stderr } = await runCommandLine(project.root, [
      "start",
      "--port",
      port,
    ]);
    expect(exitCode).to.equal(3);
    expect(stdout).to.equal("");
    expect(stderr).to.include("stage/port-in-use").and.include(port).and.include("--port");
    if (platform() === "linux") expect(stderr).to.include(`process ${stage.pid} (`);
  });

  it("ends on SIGINT with code 0, its functions and engine with it", async () => {
    const other = await startStage(project.root, ["--strict-stage-prefix"]);
    const children = platform() === "linux" ? descendantsOf(other.pid) : [];
    try {
      if (platform() === "linux") expect(children).to.not.deep.equal([]);
      const bare = await client(`${new URL(other.url).origin}/orders?customerId=CUST-001`);
      expect(bare.statusCode, "without the prefix, --strict-stage-prefix").to.equal(403);
      const prefixed = await client(`${other.url}/orders?customerId=CUST-001`);
      expect(prefixed.statusCode).to.equal(200);
    } finally {
      // Also where something above fails: mocha would wait for the child for ever.
      expect(await other.stop("SIGINT")).to.equal(0);
    }
    expect(await stillRunning(children)).to.deep.equal([]);
    await client(other.url).then(
      () => expect.fail("the stage still answers"),
      (error: unknown) => expect(error).to.have.property("code", "ECONNREFUSED"),
    );
  });
});

describe("the command a finding gives", function () {
  this.timeout(120_000);

  it("shows the broken answer again", async function () {
    if (!hasCurl()) this.skip();
    const project = copyOrderProject();
    try {
      project.edit(
        "src/orders/handlers/create-order.ts",
        "status: order.status }",
        'status: "placed" }',
      );
      const result = await checkProject(project);
      const problem = allProblems(result).find(
        ({ code }) => code === "conformance/response-invalid",
      );
      const { message = "", expected, actual, reproduction = "" } = problem ?? {};
      expect(message).to.include("/status");
      expect([expected, actual]).to.deep.equal(['"created"', '"placed"']);
      expect(reproduction).to.include("http://127.0.0.1:3000/dev/orders");

      const stage = await startStage(project.root);
      try {
        // The command as printed, sent to the port this test was given.
        const command = reproduction.replace("http://127.0.0.1:3000/dev", stage.url);
        const answer = execFileSync("sh", ["-c", command], { encoding: "utf8", stdio: "pipe" });
        expect(answer)
          .to.match(/^HTTP\/1\.1 201 /)
          .and.include('"status":"placed"');
      } finally {
        await stage.stop("SIGINT");
      }
    } finally {
      project.dispose();
    }
  });
});

describe("`lockstep invoke`", function () {
  this.timeout(120_000);

  let project: OrderProject;
  before(() => {
    project = copyOrderProject();
  });
  after(() => project.dispose());

  it("prints what the function answers to a sample event, logs on stderr, and ends with 0", async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(project.root, [
      "invoke",
      "GetOrderFunction",
      "-e",
      "events/apigateway/get-order.json",
    ]);
    expect(exitCode, stderr).to.equal(0);
    const answer: unknown = JSON.parse(stdout);
    expect(isObject(answer) && answer["statusCode"]).to.equal(404);
    expect(stderr).to.include("order not found");
  });

  it("ends with 1 when the function fails, and says where", async () => {
    project.write(
      "src/orders/handlers/get-order.ts",
      'export const handler = async () => {\n  throw new TypeError("no such thing");\n};\n',
    );
    const { exitCode, stdout, stderr } = await runCommandLine(project.root, [
      "invoke",
      "GetOrderFunction",
      "-e",
      "events/apigateway/get-order.json",
    ]);
    expect(exitCode).to.equal(1);
    expect(JSON.parse(stdout)).to.include({
      errorType: "TypeError",
      errorMessage: "no such thing",
    });
    expect(stderr).to.include("TypeError: no such thing").and.include("get-order.ts:2:");
  });
});
