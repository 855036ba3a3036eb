import { expect } from "chai";
import { cpSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FunctionDefinition } from "../../../../src/harness/core/function-invoker.ts";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { createBuildCache } from "../../../../src/harness/local/lambda/build/build-cache.ts";
import { buildModule } from "../../../../src/harness/local/lambda/build/build-module.ts";
import { moduleBuildOptions } from "../../../../src/harness/local/lambda/build/build-options.ts";
import {
  createFunctionPool,
  type FunctionPoolOptions,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { debuggedTimeoutMs } from "../../../../src/harness/local/lambda/inspection.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { attachDebugger, type DebugClient } from "../../../support/lambda/debug-client.ts";
import {
  defineFunction,
  functionsFolder,
  invocationOf,
} from "../../../support/lambda/define-function.ts";
import { freePort } from "../../../support/lambda/free-port.ts";
import { asObject, failureOf, objectOf } from "../../../support/lambda/read-result.ts";

const folder = path.join(functionsFolder, "debugged");
const order = {
  items: [
    { price: 20, quantity: 2 },
    { price: 2, quantity: 1 },
  ],
};

/** A pool whose functions are under a debugger, and the addresses their inspectors tell. */
function openPool(
  definition: FunctionDefinition,
  port: number,
  breakAtStart = false,
  more: Partial<FunctionPoolOptions> = {},
) {
  const addresses: string[] = [];
  const talk: string[] = [];
  let told = (): void => {};
  const pool = createFunctionPool({
    functions: [definition],
    environment: {},
    ...more,
    inspections: new Map([[definition.logicalId, { port, breakAtStart }]]),
    onInspectorTalk: (_, text) => {
      talk.push(text);
      const address = /^Debugger listening on (ws:\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      addresses.push(address);
      told();
    },
  });
  const nextAddress = async (): Promise<string> => {
    if (addresses.length === 0) await new Promise<void>((resolve) => (told = resolve));
    return addresses.shift() ?? "";
  };
  return { pool, talk, nextAddress };
}

async function attach(
  { nextAddress }: { readonly nextAddress: () => Promise<string> },
  breakpoints: readonly (readonly [file: string, line: number])[] = [],
): Promise<DebugClient> {
  const client = await attachDebugger(await nextAddress());
  for (const [file, line] of breakpoints) client.breakAt(path.join(folder, file), line);
  return client;
}

describe("the source map of a built module", () => {
  it("leads to the source where the project lies behind a symbolic link", () =>
    withTemporaryFolder(async (root) => {
      const [real, link] = [path.join(root, "deep/er/project"), path.join(root, "link")];
      cpSync(folder, real, { recursive: true });
      symlinkSync(real, link);
      const cache = createBuildCache(path.join(link, ".lockstep/cache/modules"));
      const built = await buildModule(moduleBuildOptions(path.join(link, "order-total.ts")), cache);
      if (!built.ok) throw new Error("The module was not built.");
      const map = asObject(parseJson(readFileSync(`${built.file}.map`, "utf8")));
      const sources = Array.isArray(map["sources"]) ? map["sources"] : [];
      const base = pathToFileURL(realpathSync(built.file)).href;
      const files = sources.map((source) => fileURLToPath(new URL(String(source), base)));
      expect(files).to.include(realpathSync(path.join(real, "order-total.ts")));
    }));
});

describe("a function under a debugger", () => {
  it("stops at a line of its TypeScript, of an imported file too, with its variables", async () => {
    const opened = openPool(defineFunction("Total", "debugged/order-total.ts", "handler"), 0);
    try {
      const running = opened.pool.invoke("Total", invocationOf(order));
      const client = await attach(opened, [
        ["price-of.ts", 8],
        ["order-total.ts", 16],
      ]);
      await client.run();
      for (const price of [40, 2]) {
        const inside = await client.nextPause();
        expect([inside.file, inside.line]).to.deep.equal([path.join(folder, "price-of.ts"), 8]);
        expect(await client.evaluate(inside, "price")).to.equal(price);
        await client.resume();
      }
      const pause = await client.nextPause();
      expect([pause.file, pause.line]).to.deep.equal([path.join(folder, "order-total.ts"), 16]);
      expect(await client.evaluate(pause, "total")).to.equal(42);
      await client.resume();
      expect(objectOf(await running)).to.include({ total: 42 });
      client.close();
    } finally {
      await opened.pool.close();
    }
  });

  for (const [file, line] of [
    ["plain.mjs", 7],
    ["plain.cjs", 9],
  ] as const) {
    it(`stops at a line of plain JavaScript (${file})`, async () => {
      const opened = openPool(defineFunction("Total", `debugged/${file}`, "handler"), 0);
      try {
        const running = opened.pool.invoke("Total", invocationOf(order));
        const client = await attach(opened, [[file, line]]);
        await client.run();
        const pause = await client.nextPause();
        expect([pause.file, pause.line]).to.deep.equal([path.join(folder, file), line]);
        expect(await client.evaluate(pause, "total")).to.equal(42);
        await client.resume();
        expect(objectOf(await running)).to.deep.equal({ total: 42 });
        client.close();
      } finally {
        await opened.pool.close();
      }
    });
  }

  for (const [file, line] of [
    ["order-total.ts", 11],
    ["plain.mjs", 5],
    ["plain.cjs", 7],
  ] as const) {
    it(`stops at the first statement of the handler's module when asked to (${file})`, async () => {
      const opened = openPool(defineFunction("Total", `debugged/${file}`, "handler"), 0, true);
      try {
        const running = opened.pool.invoke("Total", invocationOf(order));
        const client = await attach(opened);
        await client.run();
        const pause = await client.nextPause();
        expect([pause.file, pause.line]).to.deep.equal([path.join(folder, file), line]);
        await client.resume();
        expect(objectOf(await running)).to.include({ total: 42 });
        client.close();
      } finally {
        await opened.pool.close();
      }
    });
  }

  it("is not cut off by its own timeout, and is told that it has ten hours", async () => {
    const definition = defineFunction("Total", "debugged/order-total.ts", "handler", {
      timeoutMs: 1,
    });
    const opened = openPool(definition, 0);
    try {
      const running = opened.pool.invoke("Total", invocationOf(order));
      const client = await attach(opened, [["order-total.ts", 16]]);
      await client.run();
      const pause = await client.nextPause();
      expect(await client.evaluate(pause, "new Promise(r => setTimeout(r, 50)) && 1")).to.equal(1);
      await client.resume();
      const { remaining } = objectOf(await running);
      expect(remaining).to.be.within(debuggedTimeoutMs - 60_000, debuggedTimeoutMs);
      client.close();
    } finally {
      await opened.pool.close();
    }
  });

  it("runs one invocation at a time, in one process", async () => {
    const opened = openPool(defineFunction("Total", "debugged/order-total.ts", "handler"), 0);
    try {
      const running = [1, 2, 3].map(() => opened.pool.invoke("Total", invocationOf(order)));
      const client = await attach(opened);
      await client.run();
      const answers = (await Promise.all(running)).map(objectOf);
      expect(new Set(answers.map(({ pid }) => pid)).size).to.equal(1);
      client.close();
    } finally {
      await opened.pool.close();
    }
  });

  it("waits again on the same port after a crash, and after a reload", async () => {
    const port = await freePort();
    const definition = defineFunction("Total", "debugged/order-total.ts", "crash");
    const opened = openPool(definition, port);
    try {
      for (const reloads of [true, false, false]) {
        const running = opened.pool.invoke("Total", invocationOf(order));
        const address = await opened.nextAddress();
        expect(new URL(address).port).to.equal(String(port));
        const client = await attachDebugger(address);
        await client.run();
        client.close();
        expect(failureOf(await running).kind).to.equal("exit");
        if (reloads) await opened.pool.reload();
      }
    } finally {
      await opened.pool.close();
    }
  });

  it("keeps what Node.js says of its inspector out of the function's log", async () => {
    const opened = openPool(defineFunction("Total", "debugged/plain.mjs", "handler"), 0);
    try {
      const running = opened.pool.invoke("Total", invocationOf(order));
      const client = await attach(opened);
      await client.run();
      expect((await running).logs).to.deep.equal([]);
      expect(opened.talk.filter((text) => text.startsWith("Debugger listening"))).to.have.length(1);
      client.close();
    } finally {
      await opened.pool.close();
    }
  });

  it("ends while it still waits for a debugger", async () => {
    const opened = openPool(defineFunction("Total", "debugged/plain.mjs", "handler"), 0);
    await opened.pool.warm();
    await opened.nextAddress();
    await opened.pool.close();
  });

  it("ends after an edit, while the new process waits and the old one's debugger is attached", () =>
    withTemporaryFolder(async (root) => {
      const file = path.join(root, "handler.ts");
      const write = (value: number): void =>
        writeFileSync(file, `export const handler = async () => ${value};\n`);
      write(1);
      const place = { codeRoot: root, entryFile: file };
      const definition = defineFunction("Edited", "handler.ts", "handler", place);
      const watch = { onReload: () => {} };
      const opened = openPool(definition, await freePort(), false, { watch });
      await opened.pool.warm();
      const client = await attach(opened);
      await client.run();
      const { payload } = await opened.pool.invoke("Edited", invocationOf(null));
      expect(payload).to.equal(1);
      write(2);
      await opened.pool.refresh();
      await opened.nextAddress();
      await opened.pool.close();
      client.close();
    }));

  it("is started before the others, and however few there may be", async () => {
    const names = ["First", "Second", "Third", "Fourth"];
    const functions = names.map((name) => defineFunction(name, "debugged/plain.mjs", "handler"));
    const debugged = defineFunction("Debugged", "debugged/plain.mjs", "handler");
    const more = { functions: [...functions, debugged], maxEnvironments: 2 };
    const opened = openPool(debugged, 0, false, more);
    try {
      await opened.pool.warm();
      await opened.nextAddress();
    } finally {
      await opened.pool.close();
    }
  });

  it("fails with what is wrong when another process has taken the port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const opened = openPool(defineFunction("Total", "debugged/plain.mjs", "handler"), port);
    try {
      const failure = failureOf(await opened.pool.invoke("Total", invocationOf(order)));
      expect(failure.errorType).to.equal("Lockstep.InspectorPortInUse");
      expect(failure.errorMessage).to.include(String(port));
    } finally {
      await opened.pool.close();
      server.close();
    }
  });
});
