import { expect } from "chai";
import { spawn } from "node:child_process";
import { on } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { attachDebugger } from "../../../support/lambda/debug-client.ts";
import { functionsFolder } from "../../../support/lambda/define-function.ts";
import { text } from "node:stream/consumers";

const program = fileURLToPath(
  new URL("../../../support/lambda/run-in-process.ts", import.meta.url),
);
const source = path.join(functionsFolder, "debugged/order-total.ts");

describe("a function in a test's own process, under a debugger of that process", () => {
  it("stops at a line of its TypeScript, and is not cut off by its timeout", async () => {
    const child = spawn(process.execPath, ["--inspect-wait=127.0.0.1:0", program], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const output = text(child.stdout);
      let address: string | undefined;
      for await (const [line] of on(createInterface(child.stderr), "line")) {
        address = /^Debugger listening on (ws:\S+)/.exec(String(line))?.[1];
        if (address !== undefined) break;
      }
      const client = await attachDebugger(address ?? "");
      client.breakAt(source, 25);
      await client.run();
      const pause = await client.nextPause();
      expect([pause.file, pause.line]).to.deep.equal([source, 25]);
      expect(await client.evaluate(pause, "waited")).to.equal("waited");
      // Longer than the function's timeout.
      await setTimeout(200);
      await client.resume();
      const closed = output.then((told) => parseJson(told));
      await setTimeout(0);
      client.close();
      expect(await closed).to.deep.equal({ payload: "waited", failure: null });
    } finally {
      child.kill("SIGKILL");
    }
  });
});
