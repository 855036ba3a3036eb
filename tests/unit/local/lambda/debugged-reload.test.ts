import { expect } from "chai";
import path from "node:path";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { attachDebugger } from "../../../support/lambda/debug-client.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { freePort } from "../../../support/lambda/free-port.ts";
import { until } from "../../../support/lambda/until.ts";

const source = (value: number) => `export const handler = async (): Promise<number> => ${value};\n`;

describe("a function under a debugger, in a pool that watches", () => {
  it("waits for its debugger anew after an edit, and nobody waits for it", () =>
    withTemporaryFolder(async (root) => {
      writeFiles(root, { "a.ts": source(1) });
      const talk: string[] = [];
      const port = await freePort();
      const pool = createFunctionPool({
        functions: [
          defineFunction("A", "a.ts", "handler", {
            codeRoot: root,
            entryFile: path.join(root, "a.ts"),
          }),
        ],
        environment: {},
        inspections: new Map([["A", { port, breakAtStart: false }]]),
        onInspectorTalk: (_, text) => talk.push(text),
        watch: { onReload: () => {} },
      });
      const listening = (count: number): Promise<string> =>
        until(() => talk.filter((each) => each.includes("listening"))[count - 1] ?? null);
      await pool.warm();
      const first = await listening(1);
      const client = await attachDebugger(first.replace("Debugger listening on ", ""));
      await client.run();
      expect((await pool.invoke("A", invocationOf(null))).payload).to.equal(1);
      writeFiles(root, { "a.ts": source(2) });
      await pool.refresh();
      await listening(2);
      client.close();
      await pool.close();
    }));

  it("has its inspector open first, however many functions there are", () =>
    withTemporaryFolder(async (root) => {
      const names = ["A", "B", "Last"];
      writeFiles(root, { "a.ts": source(1) });
      const talk: string[] = [];
      const pool = createFunctionPool({
        functions: names.map((name) =>
          defineFunction(name, "a.ts", "handler", {
            codeRoot: root,
            entryFile: path.join(root, "a.ts"),
          }),
        ),
        environment: {},
        maxEnvironments: 1,
        inspections: new Map([["Last", { port: await freePort(), breakAtStart: false }]]),
        onInspectorTalk: (_, text) => talk.push(text),
      });
      await pool.warm();
      await until(() => talk.find((each) => each.includes("listening")) ?? null);
      await pool.close();
    }));
});
