import { expect } from "chai";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { bootstrapFile } from "../../scripts/build/bundle-bootstrap.ts";
import { listImports } from "../../scripts/support/list-imports.ts";
import { distribution } from "../../scripts/support/repository.ts";

describe("the main module of a function's process, as published", () => {
  it("is one file: it loads nothing but Node.js itself", () => {
    const source = readFileSync(path.join(distribution, bootstrapFile), "utf8");
    const specifiers = listImports(bootstrapFile, source).map(({ specifier }) => specifier);
    expect(specifiers).to.not.deep.equal([]);
    expect(specifiers.filter((specifier) => !isBuiltin(specifier))).to.deep.equal([]);
  });
});
