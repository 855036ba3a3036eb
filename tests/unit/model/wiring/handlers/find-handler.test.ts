import { expect } from "chai";
import { findHandler } from "../../../../../src/harness/model/wiring/handlers/find-handler.ts";
import type { HandlerSearch } from "../../../../../src/harness/model/wiring/handlers/handler-search.ts";
import { splitHandler } from "../../../../../src/harness/model/wiring/handlers/split-handler.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

function search(
  properties: string,
  files: readonly string[] | Readonly<Record<string, string>>,
  options: { readonly metadata?: string; readonly folder?: string } = {},
): HandlerSearch {
  const template = readTemplate(`
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: ${options.metadata ?? "{}"}
    Properties: ${properties}
`);
  const [resource] = template.functions;
  if (resource === undefined) throw new Error("the template has no function");
  const texts = new Map<string, string>(
    isList(files) ? files.map((file) => [file, ""] as const) : Object.entries(files),
  );
  const exists = (path: string): boolean =>
    [...texts.keys()].some((file) => file === path || file.startsWith(`${path}/`));
  const read = (path: string): string | null => texts.get(path) ?? null;
  return findHandler(resource, { read, exists }, options.folder ?? ".");
}

/** `Array.isArray` loses `readonly`. */
function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

describe("findHandler", () => {
  for (const extension of [".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs"]) {
    it(`finds a ${extension} module at CodeUri + Handler`, () => {
      const { found } = search(
        "{ Runtime: nodejs24.x, CodeUri: ./src/, Handler: handlers/get.handler }",
        [`src/handlers/get${extension}`],
      );
      expect(found).to.deep.equal({ file: `src/handlers/get${extension}`, exportName: "handler" });
    });
  }

  it("reads CodeUri relative to the template's folder", () => {
    const { found } = search(
      "{ Runtime: nodejs24.x, CodeUri: ../src, Handler: app.handler }",
      ["src/app.ts"],
      { folder: "infra" },
    );
    expect(found?.file).to.equal("src/app.ts");
  });

  it("takes the esbuild entry point of the same name", () => {
    const metadata =
      "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [lambdas/other.ts, lambdas/get/get.ts] } }";
    const { found } = search(
      "{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }",
      ["src/lambdas/get/get.ts", "src/lambdas/other.ts"],
      { metadata },
    );
    expect(found?.file).to.equal("src/lambdas/get/get.ts");
  });

  it("looks for entry points from the folders above, as sam build --base-dir does", () => {
    const metadata = "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [lambdas/get] } }";
    const { found } = search("{ Runtime: nodejs24.x, Handler: get.handler }", ["lambdas/get.ts"], {
      metadata,
      folder: "solutions/app",
    });
    expect(found?.file).to.equal("lambdas/get.ts");
  });

  it("names the file that is missing, TypeScript where esbuild builds it", () => {
    const plain = search("{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }", []);
    expect(plain).to.include({ found: null, text: null, skipped: null, unbuilt: null });
    expect(plain.expected).to.deep.equal({ file: "src/get.js", exportName: "handler" });
    const built = search("{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }", [], {
      metadata: "{ BuildMethod: esbuild }",
    });
    expect(built.expected?.file).to.equal("src/get.ts");
  });

  it("takes the entry point whose folder is the handler's, where names are the same", () => {
    const metadata =
      "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [fn/a/index.ts, fn/b/index.ts] } }";
    const { found } = search(
      "{ Runtime: nodejs24.x, CodeUri: src, Handler: b/index.handler }",
      ["src/fn/a/index.ts", "src/fn/b/index.ts"],
      { metadata },
    );
    expect(found?.file).to.equal("src/fn/b/index.ts");
  });

  it("names the entry point that is missing", () => {
    const { expected } = search("{ Runtime: nodejs24.x, CodeUri: .., Handler: get.handler }", [], {
      metadata:
        "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [lambdas/get/src/get.ts] } }",
      folder: "infra",
    });
    expect(expected?.file).to.equal("lambdas/get/src/get.ts");
  });

  it("names the entry point most of whose folders are there", () => {
    const { expected, missingFolder } = search(
      "{ Runtime: nodejs24.x, Handler: get.handler }",
      ["solutions/infra/template.yaml", "solutions/api/x.ts"],
      {
        metadata:
          "{ BuildMethod: esbuild, BuildProperties: { EntryPoints: [solutions/api/get.ts] } }",
        folder: "solutions/infra",
      },
    );
    expect(expected?.file).to.equal("solutions/api/get.ts");
    expect(missingFolder).to.equal(null);
  });

  it("takes CodeUri from the folders above, as sam build --base-dir does", () => {
    const { found } = search(
      "{ Runtime: nodejs24.x, CodeUri: services/a, Handler: app.handler }",
      ["services/a/app.ts"],
      { folder: "infra/app" },
    );
    expect(found?.file).to.equal("services/a/app.ts");
  });

  it("takes a folder's index, as require does", () => {
    const { found } = search("{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }", [
      "src/get/index.js",
    ]);
    expect(found?.file).to.equal("src/get/index.js");
  });

  for (const [file, tsconfig] of [
    ["svc/get.ts", null],
    ["svc/src/get.ts", null],
    [
      "svc/app/get.ts",
      '{ // built\n "compilerOptions": { "outDir": "./dist", "rootDir": "app", } }',
    ],
  ] as const) {
    it(`finds ${file} that a makefile builds`, () => {
      const texts = { [file]: "", ...(tsconfig === null ? {} : { "svc/tsconfig.json": tsconfig }) };
      const { found } = search(
        `{ Runtime: nodejs24.x, CodeUri: svc, Handler: ${tsconfig === null ? "" : "dist/"}get.handler }`,
        texts,
        { metadata: "{ BuildMethod: makefile }" },
      );
      expect(found?.file).to.equal(file);
    });
  }

  it("names the source of a module that a build writes", () => {
    const properties = "{ Runtime: nodejs24.x, CodeUri: dist/, Handler: handlers/get.handler }";
    const source = (files: Readonly<Record<string, string>>): string | null | undefined =>
      search(properties, files).unbuilt?.source;
    expect(source({})).to.equal(null);
    expect(source({ "src/handlers/get.ts": "" })).to.equal("src/handlers/get.ts");
    expect(source({ "handlers/get.ts": "" })).to.equal("handlers/get.ts");
    const tsconfig = '{ "compilerOptions": { "outDir": "dist", "rootDir": "lambda" } }';
    expect(source({ "tsconfig.json": tsconfig, "lambda/handlers/get.ts": "" })).to.equal(
      "lambda/handlers/get.ts",
    );
    expect(search("{ Runtime: nodejs24.x, Handler: a.b }", []).unbuilt).to.equal(null);
  });

  it("tells a folder that is not there from a file", () => {
    const properties = "{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }";
    const folder = (files: readonly string[]): string | null =>
      search(properties, files).missingFolder;
    expect(folder([])).to.equal("src");
    expect(folder(["src/other.ts"])).to.equal(null);
    expect(search("{ Runtime: nodejs24.x, Handler: a.b }", []).missingFolder).to.equal(null);
    const deep = "{ Runtime: nodejs24.x, CodeUri: ../lambdas/get, Handler: src/get.handler }";
    expect(search(deep, [], { folder: "infra" }).missingFolder).to.equal("lambdas");
    expect(search(deep, ["lambdas/x.ts"], { folder: "infra" }).missingFolder).to.equal(
      "lambdas/get",
    );
  });

  it("finds handlers in Python, which may be run, and in Ruby, which are not", () => {
    const text = "from x import y\n\ndef lambda_handler(event, context):\n  pass\n";
    for (const handler of ["src/app.lambda_handler", "src.app.lambda_handler"]) {
      const python = `{ Runtime: python3.13, CodeUri: ., Handler: ${handler} }`;
      const result = search(python, { "src/app.py": text });
      expect(result.found).to.deep.equal({ file: "src/app.py", exportName: "lambda_handler" });
      expect(result).to.include({ exported: "present", runs: true });
      expect(search(python, []).expected?.file).to.equal("src/app.py");
    }
    const ruby = "{ Runtime: ruby3.4, Handler: app.Api.handle }";
    expect(search(ruby, { "app.rb": "" })).to.include({ exported: "cannot-tell", runs: false });
  });

  for (const [text, state] of [
    ["handler = Mangum(app)", "present"],
    ["handler: Callable = wrap(run)", "present"],
    ["from .api import (\n  other,\n  handler,\n)", "present"],
    ["async def handler(event, context): ...", "present"],
    ["if True:\n  def handler(e, c): ...", "present"],
    ["main, handler = make()", "present"],
    ["from .api import *", "cannot-tell"],
    ["def main(event, context): ...", "absent"],
    ["# def handler(event, context): ...", "absent"],
    ["def handlers(event, context): ...", "absent"],
  ] as const) {
    it(`says ${state} of the Python module ${JSON.stringify(text)}`, () => {
      const properties = "{ Runtime: python3.13, Handler: app.handler }";
      expect(search(properties, { "app.py": text }).exported).to.equal(state);
    });
  }

  it("reads long stretches of Python in one go", () => {
    const properties = "{ Runtime: python3.13, Handler: app.handler }";
    const text = `${"import ".repeat(50_000)}\n${"x".repeat(100_000)}`;
    expect(search(properties, { "app.py": text }).exported).to.equal("absent");
  });

  for (const runtime of ["nodejs24.x", "python3.13"]) {
    it(`looks for no export of a script that a wrapper starts on ${runtime}`, () => {
      const properties = `{ Runtime: ${runtime}, CodeUri: src/, Handler: run.sh }`;
      expect(search(properties, ["src/run.sh", "src/app.js"]).skipped).to.equal(
        "its handler is the script src/run.sh",
      );
    });
  }

  it("leaves a Python module alone that a package may bring", () => {
    const unbuilt = (handler: string, files: readonly string[] = []): unknown =>
      search(`{ Runtime: python3.13, Handler: ${handler} }`, files).unbuilt;
    expect(unbuilt("datadog_lambda.handler.handler")).to.deep.equal({ source: null });
    expect(unbuilt("app.main.handler", ["app/other.py"])).to.equal(null);
    expect(unbuilt("src/app.handler")).to.equal(null);
    expect(unbuilt("app.handler")).to.equal(null);
  });

  it("follows export * to the file it names", () => {
    const properties = "{ Runtime: nodejs24.x, Handler: app.handler }";
    const exported = (app: string, inner: string): string =>
      search(properties, { "app.ts": app, "lib/inner.ts": inner }).exported;
    const star = 'export * from "./lib/inner.js";';
    expect(exported(star, "export const handler = 1;")).to.equal("present");
    expect(exported(star, "export const main = 1;")).to.equal("absent");
    expect(exported(star, 'export * from "./deeper.ts";')).to.equal("cannot-tell");
    expect(exported('export * from "a-package";', "")).to.equal("cannot-tell");
    expect(exported('export * from "./nowhere.ts";', "")).to.equal("cannot-tell");
    expect(exported(`${star}\nmodule.exports = x;`, "")).to.equal("cannot-tell");
  });

  for (const [properties, reason, metadata] of [
    ["{ Runtime: go1.x, Handler: a.b }", "its runtime is go1.x", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, InlineCode: x }", "inline", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b }", "makefile", "{ BuildMethod: makefile }"],
    ["{ Runtime: nodejs24.x, Handler: /opt/nodejs/wrapper.handler }", "layer", "{}"],
    ["{ Runtime: nodejs24.x, Handler: nodot }", "not of the form", "{}"],
    ["{ Runtime: nodejs24.x, Handler: node_modules/x/h.handler }", "package", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, CodeUri: dist/a.zip }", "archive dist/a.zip", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, CodeUri: src/a.js }", "one file src/a.js", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, CodeUri: /opt/a }", "absolute path /opt/a", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, CodeUri: 's3://b/k' }", "S3", "{}"],
    ["{ Runtime: python3.14, Handler: a.b }", "makefile", "{ BuildMethod: makefile }"],
    ["{ Runtime: python3.14, Handler: nodot }", "not of the form", "{}"],
    ["{ Handler: a.b }", "no Runtime", "{}"],
    ["{ PackageType: Image }", "container image", "{}"],
  ] as const) {
    it(`looks for nothing: ${reason}`, () => {
      const result = search(properties, [], { metadata });
      expect(result.expected).to.equal(null);
      expect(result.skipped).to.contain(reason);
    });
  }
});

describe("splitHandler", () => {
  it("ends the module at the first dot of the last segment, as the Node.js runtime does", () => {
    expect(splitHandler("a.b/c.d.e")).to.deep.equal({ module: "a.b/c", exportName: "d.e" });
    expect(splitHandler("index.handler")).to.deep.equal({ module: "index", exportName: "handler" });
    for (const bad of ["index", "a/.handler", "index.", ""])
      expect(splitHandler(bad), bad).to.equal(null);
  });
});
