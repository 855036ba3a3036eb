import { spawn, type ChildProcess } from "node:child_process";
import { on, once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect } from "chai";
import got from "got";

import { attachDebugger } from "../support/lambda/debug-client.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";
import { commandLine, userEnvironment } from "../support/scenarios/run-command-line.ts";

interface Running {
  readonly child: ChildProcess;
  readonly stdout: AsyncIterable<Buffer>;
  /** The next address an inspector tells. */
  readonly nextAddress: () => Promise<string>;
}

function run(cwd: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [commandLine, ...args], {
    cwd,
    env: userEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = on(createInterface(child.stderr), "line");
  return {
    child,
    stdout: child.stdout,
    nextAddress: async () => {
      for (;;) {
        const { value } = await lines.next();
        const address = /^Debugger listening on (ws:\S+)/.exec(String(value))?.[1];
        if (address !== undefined) return address;
      }
    },
  };
}

/** The URL of the stage, as `--json` prints it. */
async function firstUrl(stdout: AsyncIterable<Buffer>): Promise<string> {
  let told = "";
  for await (const piece of stdout) {
    told += piece.toString();
    const url = /"url":"([^"]+)"/.exec(told)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`No stage was told: ${told}`);
}

describe("debugging a function of a project", function () {
  this.timeout(60_000);

  let project: OrderProject;
  let handler: string;
  let line: number;
  before(() => {
    project = copyOrderProject();
    handler = join(project.root, "src/orders/handlers/list-orders.ts");
    line = project.place("src/orders/handlers/list-orders.ts", "=> answer(").line;
  });
  after(() => project.dispose());

  it("`lockstep invoke --inspect` stops at a line of TypeScript, and ends as without", async () => {
    const args = ["invoke", "--inspect", "ListOrdersFunction=0"];
    const { child, stdout, nextAddress } = run(project.root, args);
    const output = text(stdout);
    const closed = once(child, "close");
    const client = await attachDebugger(await nextAddress());
    client.breakAt(handler, line);
    await client.run();
    const pause = await client.nextPause();
    expect([pause.file, pause.line]).to.deep.equal([handler, line]);
    await client.resume();
    const told = await output;
    client.close();
    expect((await closed)[0]).to.equal(0);
    expect(JSON.parse(told)).to.have.property("statusCode");
  });

  it("`lockstep start --inspect FUNCTION` lets a request stop at a line", async () => {
    const args = ["start", "--port", "0", "--json", "--inspect", "ListOrdersFunction=0"];
    const { child, stdout, nextAddress } = run(project.root, args);
    try {
      const address = await nextAddress();
      const client = await attachDebugger(address);
      client.breakAt(handler, line);
      await client.run();
      const url = await firstUrl(stdout);
      const answer = got(`${url}/orders?customerId=CUST-001`, { throwHttpErrors: false });
      const pause = await client.nextPause();
      expect([pause.file, pause.line]).to.deep.equal([handler, line]);
      await client.resume();
      expect((await answer).statusCode).to.equal(200);
      client.close();
    } finally {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    }
  });
});
