import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/unsupported-version";

describe("rule unsupported-version", () => {
  it("reports a version it does not know", () => {
    const document = loadDocument(`openapi: 4.0.0
paths: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:1:1`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0
paths: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("reports a document without a version and one that is no map", () => {
    expect(problemsOf(loadDocument("paths: {}"), code)).to.have.length(1);
    expect(problemsOf(loadDocument("- 1"), code)).to.have.length(1);
  });
});
