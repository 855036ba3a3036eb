import { expect } from "chai";
import {
  findHandler,
  splitHandler,
  type HandlerSearch,
} from "../../../../src/harness/model/wiring/find-handler.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function search(
  properties: string,
  files: readonly string[],
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
  return findHandler(
    resource,
    { read: (path) => (files.includes(path) ? "" : null) },
    options.folder ?? ".",
  );
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
    expect(plain).to.deep.equal({
      found: null,
      text: null,
      expected: { file: "src/get.js", exportName: "handler" },
      skipped: null,
    });
    const built = search("{ Runtime: nodejs24.x, CodeUri: src, Handler: get.handler }", [], {
      metadata: "{ BuildMethod: esbuild }",
    });
    expect(built.expected?.file).to.equal("src/get.ts");
  });

  for (const [properties, reason, metadata] of [
    ["{ Runtime: python3.14, Handler: a.b }", "its runtime is python3.14", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b, InlineCode: x }", "inline", "{}"],
    ["{ Runtime: nodejs24.x, Handler: a.b }", "makefile", "{ BuildMethod: makefile }"],
    ["{ Runtime: nodejs24.x, Handler: /opt/nodejs/wrapper.handler }", "layer", "{}"],
    ["{ Runtime: nodejs24.x, Handler: nodot }", "not of the form", "{}"],
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
