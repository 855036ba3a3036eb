import { expect } from "chai";
import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../../src/harness/local/lambda/function-pool.ts";
import type { SourceReload } from "../../../../../src/harness/local/lambda/sources/function-sources.ts";
import { writeFiles, type ProjectFiles } from "../../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";
import { defineFunction, invocationOf } from "../../../../support/lambda/define-function.ts";

interface World {
  readonly root: string;
  readonly pool: FunctionPool;
  readonly reloads: SourceReload[];
  readonly write: (file: string, text: string) => void;
  /** What a function returns, or the type of its error. */
  readonly call: (logicalId: string, payload?: JsonValue) => Promise<JsonValue>;
}

/** Functions `A` (src/a.ts) and `B` (src/b.ts, or the file named) in a pool that watches. */
const withPool = (
  files: ProjectFiles,
  work: (world: World) => Promise<void>,
  entries: Readonly<Record<string, string>> = { A: "src/a.ts", B: "src/b.ts" },
) =>
  withTemporaryFolder(async (root) => {
    writeFiles(root, files);
    const reloads: SourceReload[] = [];
    const pool = createFunctionPool({
      functions: Object.entries(entries).map(([id, file]) =>
        defineFunction(id, file, "handler", { codeRoot: root, entryFile: path.join(root, file) }),
      ),
      environment: {},
      watch: { onReload: (reload) => void reloads.push(reload) },
    });
    const call = async (logicalId: string, payload: JsonValue = null): Promise<JsonValue> => {
      const { payload: value, failure } = await pool.invoke(logicalId, invocationOf(payload));
      return failure === null ? value : failure.errorType;
    };
    const write = (file: string, text: string): void => writeFiles(root, { [file]: text });
    try {
      await work({ root, pool, reloads, write, call });
    } finally {
      await pool.close();
    }
  });

const returning = (value: string): string => `export const handler = async () => ${value};\n`;
const pid = "export const handler = async (): Promise<number> => process.pid;\n";

describe("a pool that watches", () => {
  it("runs a handler as it is when it is invoked, however it was saved", () =>
    withPool(
      { "src/a.ts": returning("1"), "src/b.ts": pid },
      async ({ root, write, call, reloads }) => {
        expect(await call("A")).to.equal(1);
        write("src/a.ts", returning("2"));
        expect(await call("A")).to.equal(2);
        write("src/new.ts", returning("3"));
        renameSync(path.join(root, "src/new.ts"), path.join(root, "src/a.ts"));
        expect(await call("A"), "saved by renaming").to.equal(3);
        expect(reloads.map(({ logicalId, files }) => [logicalId, ...files])).to.deep.equal([
          ["A", path.join(root, "src/a.ts")],
          ["A", path.join(root, "src/a.ts")],
        ]);
      },
    ));

  it("follows imports: modules, JSON, paths of tsconfig, linked workspaces and their package.json", () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "tsconfig.json": '{ "extends": "./base.json" }',
      "base.json": '{ "compilerOptions": { "paths": { "@app/*": ["./one/*"] } } }',
      "one/text.ts": 'export const mapped = "one";',
      "two/text.ts": 'export const mapped = "two";',
      "src/data.json": '{ "name": "data" }',
      "src/deep.ts": 'export { inner } from "./deeper.ts";',
      "src/deeper.ts": 'export const inner = "inner";',
      "packages/lib/package.json": '{ "name": "@acme/lib", "main": "first.ts" }',
      "packages/lib/first.ts": 'export const linked = "first";',
      "packages/lib/second.ts": 'export const linked = "second";',
      "src/a.ts": `import { mapped } from "@app/text";
import data from "./data.json";
import { inner } from "./deep.ts";
import { linked } from "@acme/lib";
export const handler = async () => [mapped, data.name, inner, linked].join(" ");
`,
    };
    return withPool(files, async ({ root, write, call }) => {
      mkdirSync(path.join(root, "node_modules/@acme"), { recursive: true });
      symlinkSync(
        path.join(root, "packages/lib"),
        path.join(root, "node_modules/@acme/lib"),
        "junction",
      );
      expect(await call("A")).to.equal("one data inner first");
      write("src/deeper.ts", 'export const inner = "other";');
      expect(await call("A")).to.equal("one data other first");
      write("src/data.json", '{ "name": "json" }');
      expect(await call("A")).to.equal("one json other first");
      write("one/text.ts", 'export const mapped = "uno";');
      expect(await call("A")).to.equal("uno json other first");
      write("base.json", '{ "compilerOptions": { "paths": { "@app/*": ["./two/*"] } } }');
      expect(await call("A")).to.equal("two json other first");
      write("packages/lib/first.ts", 'export const linked = "1st";');
      expect(await call("A")).to.equal("two json other 1st");
      write("packages/lib/package.json", '{ "name": "@acme/lib", "main": "second.ts" }');
      expect(await call("A")).to.equal("two json other second");
    });
  });

  it("follows JavaScript that is not built, and packages that are loaded from their folders", () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "src/a.js": `import { text } from "./text.js";\nimport pack from "pack";\nimport fs from "node:fs";
export const handler = async () => text + pack + typeof fs.readFileSync;\n`,
      "src/text.js": 'export const text = "one ";',
      "node_modules/pack/package.json":
        '{ "name": "pack", "main": "index.js", "version": "1.0.0" }',
      "node_modules/pack/index.js": 'module.exports = "pack ";',
      "src/b.ts": 'import pack from "pack";\nexport const handler = async () => pack;\n',
    };
    return withPool(
      files,
      async ({ write, call }) => {
        expect([await call("A"), await call("B")]).to.deep.equal(["one pack function", "pack "]);
        write("src/text.js", 'export const text = "two ";');
        expect(await call("A")).to.equal("two pack function");
        write("node_modules/pack/index.js", 'module.exports = "other ";');
        expect([await call("A"), await call("B")]).to.deep.equal(["two other function", "other "]);
      },
      { A: "src/a.js", B: "src/b.ts" },
    );
  });

  it("restarts only functions whose code is another, and none for a touch", () => {
    const files = { "src/a.ts": pid, "src/b.ts": pid };
    return withPool(files, async ({ root, pool, write, call }) => {
      const before = [await call("A"), await call("B")];
      utimesSync(path.join(root, "src/a.ts"), 1, 1);
      write("src/b.ts", pid);
      await pool.refresh();
      expect([await call("A"), await call("B")]).to.deep.equal(before);
      write("src/a.ts", `${pid}export const other = 1;\n`);
      await pool.refresh();
      const after = [await call("A"), await call("B")];
      expect(after[0]).to.not.equal(before[0]);
      expect(after[1]).to.equal(before[1]);
    });
  });

  it("lets an invocation under way end on the old code", () => {
    const slow = (value: number): string =>
      `export const handler = async ({ ms }: { ms: number }) => { await new Promise((r) => setTimeout(r, ms)); return ${value}; };\n`;
    return withPool({ "src/a.ts": slow(1), "src/b.ts": pid }, async ({ write, call }) => {
      await call("A", { ms: 0 });
      const old = call("A", { ms: 700 });
      await delay(50);
      write("src/a.ts", slow(2));
      expect(await call("A", { ms: 0 })).to.equal(2);
      expect(await old).to.equal(1);
      expect(await call("A", { ms: 0 })).to.equal(2);
    });
  });

  it("answers with Lambda's failure while the source is broken, and tells it once", () => {
    const files = { "src/a.ts": returning("1"), "src/b.ts": pid };
    return withPool(files, async ({ root, pool, reloads, write, call }) => {
      expect(await call("A")).to.equal(1);
      write("src/a.ts", "export const handler = async () => {;\n\n");
      expect(await call("A")).to.equal("Runtime.UserCodeSyntaxError");
      expect(await call("A")).to.equal("Runtime.UserCodeSyntaxError");
      await pool.refresh();
      expect(reloads.map(({ failure }) => failure?.errorMessage)).to.have.length(1);
      expect(reloads[0]?.failure?.errorMessage).to.include(`${path.join(root, "src/a.ts")}:3:1`);
      write("src/a.ts", returning("2"));
      expect(await call("A")).to.equal(2);
      expect(reloads[1]?.failure).to.equal(null);
    });
  });

  it("finds what a failing import lacked, wherever it comes from", () => {
    const files = {
      "src/a.ts": `import { b } from "./lib/b.ts";\n${returning("b")}`,
      "src/b.ts": pid,
    };
    return withPool(files, async ({ root, reloads, write, call }) => {
      expect(await call("A")).to.equal("Runtime.ImportModuleError");
      expect(reloads).to.have.length(1);
      write("src/lib/b.ts", "export const b = 2;");
      expect(await call("A")).to.equal(2);
      rmSync(path.join(root, "src/lib"), { recursive: true });
      expect(await call("A")).to.equal("Runtime.ImportModuleError");
      write("src/lib/b.ts", "export const b = 3;");
      expect(await call("A")).to.equal(3);
      rmSync(path.join(root, "src/a.ts"));
      expect(await call("A")).to.equal("Runtime.ImportModuleError");
      write("src/a.ts", returning("4"));
      expect(await call("A")).to.equal(4);
    });
  });

  it("waits for the second step of a save: an empty file, or one that is gone for a moment", () => {
    const files = { "src/a.ts": returning("1"), "src/b.ts": pid };
    return withPool(files, async ({ root, reloads, write, call }) => {
      expect(await call("A")).to.equal(1);
      writeFileSync(path.join(root, "src/a.ts"), "");
      const emptied = call("A");
      await delay(30);
      write("src/a.ts", returning("2"));
      expect(await emptied).to.equal(2);
      rmSync(path.join(root, "src/a.ts"));
      const removed = call("A");
      await delay(30);
      write("src/a.ts", returning("3"));
      expect(await removed).to.equal(3);
      expect(reloads.map(({ failure }) => failure)).to.deep.equal([null, null]);
    });
  });

  it("waits a moment for the rest of a file that was half written", () => {
    const files = { "src/a.ts": returning("1"), "src/b.ts": pid };
    return withPool(files, async ({ reloads, write, call }) => {
      expect(await call("A")).to.equal(1);
      write("src/a.ts", returning("2").slice(0, 20));
      const half = call("A");
      await delay(25);
      write("src/a.ts", returning("2"));
      expect(await half).to.equal(2);
      expect(reloads.map(({ failure }) => failure)).to.deep.equal([null]);
    });
  });

  it("takes other definitions: variables, functions that come and go", () => {
    const files = { "src/a.ts": returning("process.env.COLOR ?? null"), "src/b.ts": pid };
    return withPool(files, async ({ root, pool, call }) => {
      const before = [await call("A"), await call("B")];
      const define = (id: string, file: string, environment: Readonly<Record<string, string>>) =>
        defineFunction(id, file, "handler", {
          codeRoot: root,
          entryFile: path.join(root, file),
          environment,
        });
      pool.redefine([
        define("A", "src/a.ts", { COLOR: "red" }),
        define("B", "src/b.ts", {}),
        define("C", "src/b.ts", {}),
      ]);
      expect([await call("A"), await call("B")]).to.deep.equal(["red", before[1]]);
      expect(await call("C"))
        .to.be.a("number")
        .and.not.equal(before[1]);
      pool.redefine([define("A", "src/a.ts", { COLOR: "red" })]);
      expect([...pool.functions.keys()]).to.deep.equal(["A"]);
      const error: unknown = await call("B").catch((thrown: unknown) => thrown);
      expect(error).to.have.property("code", "lambda/function-unknown");
    });
  });

  it("prepares without an invocation, and starts one environment in place of those it retired", () => {
    const files = { "src/a.ts": returning("1"), "src/b.ts": pid };
    return withPool(files, async ({ pool, write }) => {
      await pool.warm(["A"]);
      write("src/a.ts", returning("2"));
      await pool.refresh();
      const { payload, initDurationMs } = await pool.invoke("A", invocationOf(null));
      expect([payload, initDurationMs]).to.deep.equal([2, null]);
    });
  });

  it("closes while it reloads, and leaves nothing", () => {
    const files = { "src/a.ts": returning("1"), "src/b.ts": pid };
    return withPool(files, async ({ pool, write, call }) => {
      expect(await call("A")).to.equal(1);
      write("src/a.ts", returning("2"));
      const under = call("A");
      const ahead = pool.refresh();
      await pool.close();
      await ahead;
      expect(await under).to.be.oneOf([2, "Runtime.ExitError"]);
    });
  });
});
