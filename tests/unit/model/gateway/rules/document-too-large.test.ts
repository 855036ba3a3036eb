import { expect } from "chai";
import { describe, it } from "mocha";
import { lintImport } from "../../../../../src/harness/model/gateway/lint-import.ts";
import { restApi } from "../../../../support/model/lint-document.ts";
import { loadDocument } from "../../../../support/model/load-document.ts";

const megabyte = 1024 * 1024;
const small = loadDocument("openapi: 3.0.3\npaths: {}\n");

/** What is found in a document of such a text, which nobody reads here. */
function codesOf(text: string): readonly string[] {
  const document = { ...small, source: { ...small.source, text } };
  return lintImport({ document, api: restApi }).map(({ code }) => code);
}

describe("import rule document-too-large", () => {
  it("reports more than 6 MB, counted in bytes", () => {
    expect(codesOf("ü".repeat(3.5 * megabyte))).to.deep.equal(["gateway/document-too-large"]);
  });

  it("takes less", () => {
    expect(codesOf("a".repeat(5 * megabyte))).to.deep.equal([]);
  });
});
