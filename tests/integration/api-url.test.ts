import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createInterface } from "node:readline";
import { isObject, parseJson } from "../../src/harness/core/json.ts";

const command = "src/harness/app/cli/main.ts";
const mocha = "node_modules/mocha/bin/mocha.js";

/** The first line `lockstep start --json` prints names its stages. */
async function urlOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error("the server's output is not piped");
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const value = parseJson(line);
    const stages: unknown = isObject(value) ? value["stages"] : null;
    const stage: unknown = Array.isArray(stages) ? stages[0] : null;
    if (isObject(stage) && typeof stage["url"] === "string") return stage["url"];
  }
  throw new Error("the server ended without naming a stage");
}

describe("API_URL", () => {
  it("sends the same integration tests to a stage that somebody else started", async () => {
    const server = spawn(process.execPath, [command, "start", "--port", "0", "--json"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const url = await urlOf(server);
      const tests = spawn(
        process.execPath,
        [mocha, "--reporter", "json", "tests/integration/orders.test.ts"],
        { env: { ...process.env, API_URL: url }, stdio: ["ignore", "pipe", "inherit"] },
      );
      const report = parseJson(await text(tests.stdout));
      const stats = isObject(report) ? report["stats"] : null;
      expect(stats).to.include({ suites: 1, failures: 0, pending: 0 });
      expect(stats).to.have.property("passes").that.is.above(5);
    } finally {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    }
  });
});
