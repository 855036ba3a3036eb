import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import type {
  FunctionDefinition,
  FunctionLayer,
} from "../../../../../src/harness/core/function-invoker.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import { functionEnvironment } from "../../../../../src/harness/local/lambda/function-environment.ts";
import { createFunctionPool } from "../../../../../src/harness/local/lambda/function-pool.ts";
import { createInProcessInvoker } from "../../../../../src/harness/local/lambda/in-process-invoker.ts";
import { withLayerFolders } from "../../../../../src/harness/local/lambda/layers/layer-paths.ts";
import { writeFiles } from "../../../../support/app/small-project.ts";
import { defineFunction, invocationOf } from "../../../../support/lambda/define-function.ts";

const files = {
  // A module that only the layer has, one that both have, and one for a version of Node.js.
  "one/nodejs/node_modules/only/index.js": 'exports.from = "one";',
  "one/nodejs/node_modules/both/index.js": 'exports.from = "one";',
  "one/nodejs/node24/node_modules/versioned/index.js": 'exports.from = "node24 of one";',
  "one/nodejs/lib/text.js": 'exports.text = "text of one";',
  "one/bin/tool": "",
  "one/lib/x.so": "",
  "one/python/x.py": "",
  "two/node_modules/both/index.js": 'exports.from = "two";',
  "two/node_modules/versioned/index.js": 'exports.from = "two";',
  // A package of which each layer has a part; in /opt they would be one folder.
  "one/nodejs/node_modules/parted/part.js": "",
  "two/node_modules/parted/index.js": 'require("./part");',
  "app/parted.cjs": `require("parted/part");
let code = null;
try { require("parted"); } catch (error) { code = error.code; }
exports.handler = async () => code;
`,
  "app/importing.mjs": 'import { from } from "only"; export const handler = async () => from;',
  "two/lib/text.js": 'exports.text = "text of two";',
  "app/package.json": "{}",
  "app/index.mjs": `import { from as only } from "only";
import { from as both } from "both";
import { from as versioned } from "versioned";
import text from "/opt/nodejs/lib/text.js";
export const handler = async () => ({ only, both, versioned, text: text.text, ld: process.env.LD_LIBRARY_PATH });
`,
  "app/required.cjs": `const { from: only } = require("only");
const { from: both } = require("both");
const { text } = require("/opt/nodejs/lib/text");
exports.handler = async () => ({ only, both, text });
`,
  "one/nodejs/lib/with space.mjs": 'export const text = "with a space";',
  "outside.mjs": 'export const text = "outside of the layer";',
  "app/urls.mjs": `import { text } from "file:///opt/nodejs/./lib/with%20space.mjs";
const outside = await import("/opt/../outside.mjs").catch(({ code }) => code);
export const handler = async () => ({ text, outside });
`,
  "app/plain.mjs": 'export const handler = async () => "ran";',
  "app/missing.mjs": 'import "/opt/nodejs/lib/none.js"; export const handler = 1;',
  "app/absent.mjs": 'import "absent"; export const handler = 1;',
  "app/node_modules/kept/index.js": 'exports.from = "the project";',
  "two/node_modules/kept/index.js": 'exports.from = "two";',
  "app/built.ts": 'import { from } from "kept"; export const handler = async () => ({ from });',
};

describe("Layers", function () {
  this.timeout(20_000);
  let root: string;
  let layers: readonly FunctionLayer[];
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "lockstep-layers-")));
    writeFiles(root, files);
    layers = [
      { folder: join(root, "one"), below: "" },
      { folder: join(root, "two"), below: "nodejs" },
    ];
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const define = (file: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
    ...defineFunction(file, file, "handler"),
    codeRoot: join(root, "app"),
    entryFile: join(root, "app", file),
    layers,
    ...changes,
  });

  const inPool = async (definition: FunctionDefinition) => {
    const pool = createFunctionPool({ functions: [definition], environment: {} });
    try {
      return await pool.invoke(definition.logicalId, invocationOf({}));
    } finally {
      await pool.close();
    }
  };

  it("hold packages for import: those of the version first, then of the later layer", async () => {
    const { payload, failure } = await inPool(define("index.mjs"));
    expect(failure).to.equal(null);
    expect(payload).to.deep.include({
      only: "one",
      both: "two",
      versioned: "node24 of one",
      text: "text of two",
    });
    if (process.platform !== "linux") return;
    const list = isObject(payload) ? payload["ld"] : null;
    expect(list).to.contain(`:/var/task/lib:${join(root, "one/lib")}`);
  });

  it("hold packages and modules for require, without extensions too", async () => {
    const { payload, failure } = await inPool(define("required.cjs"));
    expect(failure).to.equal(null);
    expect(payload).to.deep.equal({ only: "one", both: "two", text: "text of two" });
  });

  it("are not merged: a module finds no file of its package in another layer", async () => {
    const { payload, failure } = await inPool(define("parted.cjs"));
    expect(failure).to.equal(null);
    expect(payload).to.equal("MODULE_NOT_FOUND");
  });

  it("hold packages for import from nodejs18 on, before for require alone (AWS Compute blog)", async () => {
    for (const runtime of ["nodejs18.x", "nodejs24.x"]) {
      expect((await inPool(define("importing.mjs", { runtime }))).payload, runtime).to.equal("one");
    }
    const runtime = "nodejs16.x";
    const { failure } = await inPool(define("importing.mjs", { runtime }));
    expect(failure?.errorMessage).to.match(/Cannot find package 'only'/);
    expect((await inPool(define("required.cjs", { runtime }))).payload).to.include({ only: "one" });
  });

  it("leave what no layer has an error", async () => {
    for (const file of ["missing.mjs", "absent.mjs"]) {
      const { failure } = await inPool(define(file));
      expect(failure?.errorMessage).to.match(/Cannot find (?:module|package)/);
    }
  });

  it("are reached by URLs, and lead nowhere else", async () => {
    const { payload, failure } = await inPool(define("urls.mjs"));
    expect(failure).to.equal(null);
    expect(payload).to.deep.equal({ text: "with a space", outside: "ERR_MODULE_NOT_FOUND" });
  });

  it("are not what a function's own variable of that name says", async () => {
    const environment = { LOCKSTEP_LAYERS: "{" };
    const { payload } = await inPool(define("plain.mjs", { layers: [], environment }));
    expect(payload).to.equal("ran");
  });

  it("are found by a function in this process as well", async () => {
    const invoker = createInProcessInvoker({ functions: [define("index.mjs")], environment: {} });
    const before = process.env["NODE_PATH"];
    const { payload, failure } = await invoker.invoke("index.mjs", invocationOf({}));
    await invoker.close();
    expect(failure).to.equal(null);
    expect(payload).to.deep.include({ only: "one", both: "two", text: "text of two" });
    expect(process.env["NODE_PATH"]).to.equal(before);
    expect(process.env["LOCKSTEP_LAYERS"]).to.equal(undefined);
  });

  it("have what a build keeps out, and the project what it does not", async () => {
    const built = (build: FunctionDefinition["build"]) => inPool(define("built.ts", { build }));
    expect((await built({ External: ["kept"] })).payload).to.deep.equal({ from: "two" });
    expect((await built({})).payload).to.deep.equal({ from: "the project" });
  });

  const environmentOf = (definition: FunctionDefinition): Record<string, string> =>
    functionEnvironment({
      definition,
      shared: {},
      logStreamName: "s",
      temporaryFolder: "/tmp/x",
    });

  it("stand in lists of folders in the place of /opt", function () {
    if (process.platform === "win32") this.skip();
    const { PATH, NODE_PATH, LOCKSTEP_LAYERS } = environmentOf(define("index.mjs"));
    expect(PATH).to.equal(`/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:${join(root, "one/bin")}`);
    expect(NODE_PATH?.split(delimiter).slice(0, 3)).to.deep.equal([
      join(root, "one/nodejs/node24/node_modules"),
      join(root, "two/node_modules"),
      join(root, "one/nodejs/node_modules"),
    ]);
    expect(LOCKSTEP_LAYERS).to.be.a("string");
    expect(withLayerFolders("/bin:/opt/none:/optional", layers)).to.equal(
      "/bin:/opt/none:/optional",
    );
  });

  it("reach a Python function by PYTHONPATH, beside its own", () => {
    const runtime = "python3.12";
    const own = { PYTHONPATH: "/opt/python" };
    const folder = join(root, "one/python");
    expect(environmentOf(define("x.py", { runtime }))).to.include({ PYTHONPATH: folder });
    const both = environmentOf(define("x.py", { runtime, environment: own }));
    expect(both).to.include({ PYTHONPATH: folder }).and.not.have.property("LOCKSTEP_LAYERS");
    expect(both["LD_LIBRARY_PATH"]).to.equal(join(root, "one/lib"));
  });

  it("change nothing where there are none", () => {
    const plain = environmentOf(define("index.mjs", { layers: [] }));
    expect(plain).to.not.have.property("LOCKSTEP_LAYERS");
    expect(plain["NODE_PATH"]).to.contain("/opt/nodejs/node24/node_modules");
  });
});
