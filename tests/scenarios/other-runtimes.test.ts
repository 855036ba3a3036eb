import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import got from "got";

import { isObject, parseJson } from "../../src/harness/core/json.ts";
import { findClient } from "../support/lambda/python-client.ts";
import { repositoryRoot } from "../support/scenarios/order-project.ts";
import { runCommandLine } from "../support/scenarios/run-command-line.ts";
import { startStage } from "../support/scenarios/start-stage.ts";

// A project whose functions are in Python and on an OS-only runtime, used as any other.

const source = join(repositoryRoot, "tests/fixtures/projects/other-runtimes");

describe("A project without a function on Node.js", function () {
  this.timeout(60_000);
  let root: string;
  let hasClient: boolean;

  before(function () {
    if (process.platform === "win32") this.skip();
    hasClient = findClient() !== null;
    root = mkdtempSync(join(tmpdir(), "lockstep-runtimes-"));
    cpSync(source, root, { recursive: true });
    const program = readFileSync(join(source, "src/greetings/bootstrap.mjs"), "utf8");
    const bootstrap = join(root, "src/greetings/bootstrap");
    writeFileSync(bootstrap, `#!${process.execPath}\n${program}`);
    chmodSync(bootstrap, 0o755);
    // An executable without an extension is CommonJS, or what the nearest package says.
    writeFileSync(join(root, "src/greetings/package.json"), '{ "type": "module" }');
  });
  after(() => {
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  /** Skips where AWS's Runtime API client for Python is not installed. */
  const withPython = (title: string, work: () => Promise<void>): void => {
    it(`${title} (with awslambdaric)`, async function () {
      if (!hasClient) this.skip();
      await work();
    });
  };
  const invoke = (name: string, event: string) =>
    runCommandLine(root, ["invoke", name, "-e", `events/${event}.json`]);

  it("has its bootstrap invoked", async () => {
    const { exitCode, stdout, stderr } = await invoke("GreetingFunction", "ann");
    expect(exitCode, stderr).to.equal(0);
    expect(parseJson(stdout)).to.deep.equal({ statusCode: 200, body: '{"text":"Hello, ann"}' });
    expect(stderr).to.contain("greeting ann");
  });

  withPython("has its Python function invoked", async () => {
    const { exitCode, stdout, stderr } = await invoke("ScoreFunction", "ann");
    expect(exitCode, stderr).to.equal(0);
    expect(parseJson(stdout)).to.deep.equal({
      statusCode: 200,
      body: '{"player": "ann", "score": 30}',
    });
    expect(stderr).to.contain("score of ann");
  });

  withPython("tells where a Python function raised", async () => {
    const { exitCode, stderr } = await invoke("ScoreFunction", "nobody");
    expect(exitCode).to.equal(1);
    expect(stderr).to.contain("LookupError: nobody plays");
    expect(stderr).to.match(/src\/scores\/app\.py", line \d+, in handler/);
  });

  it("says what is missing for a Python function where the client is not there", async () => {
    const old = process.env["LOCKSTEP_PYTHON"];
    process.env["LOCKSTEP_PYTHON"] = join(root, "no-python");
    try {
      const { exitCode, stderr } = await invoke("ScoreFunction", "ann");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/Runtime\.InvalidRuntime: python3\.13 runs here .*no-python/);
      const checked = await runCommandLine(root, ["check", "--static"]);
      expect(checked.exitCode, checked.stdout).to.equal(0);
      expect(checked.stdout).to.match(/template\/runtime-not-run/);
    } finally {
      if (old === undefined) delete process.env["LOCKSTEP_PYTHON"];
      else process.env["LOCKSTEP_PYTHON"] = old;
    }
  });

  it("is checked through a stage, function by function", async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(root, ["check", "--json"]);
    expect(exitCode, `${stdout}${stderr}`).to.equal(0);
    const result = parseJson(stdout);
    const text = JSON.stringify(isObject(result) ? result["phases"] : null);
    expect(text).to.contain("GET /greetings/{player}");
    expect(text.includes("template/runtime-not-run")).to.equal(!hasClient);
  });

  it("is served", async () => {
    const stage = await startStage(root);
    try {
      const greeting = await got(`${stage.url}/greetings/bob`).json();
      expect(greeting).to.deep.equal({ text: "Hello, bob" });
      if (!hasClient) return;
      const score = await got(`${stage.url}/scores/bob`).json();
      expect(score).to.deep.equal({ player: "bob", score: 30 });
      const failed = await got(`${stage.url}/scores/nobody`, {
        throwHttpErrors: false,
        retry: { limit: 0 },
      });
      expect(failed.statusCode).to.equal(502);
    } finally {
      await stage.stop("SIGTERM");
    }
  });
});
