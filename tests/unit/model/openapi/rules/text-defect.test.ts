import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

describe("rule text-defect", () => {
  it("reports syntax errors, duplicate keys and a byte order mark, and reads on", () => {
    const document = loadDocument(
      '\uFEFFopenapi: 3.0.3\npaths: {}\npaths:\n  /a: { get: { responses: { "200": { description: ok } } } }\n',
    );
    expect(problemsOf(document)).to.deep.equal([
      "openapi/duplicate-key openapi.yaml:3:1",
      "openapi/byte-order-mark openapi.yaml:1:1",
    ]);
    expect(document.operations).to.have.length(1);
    expect(
      problemsOf(loadDocument("openapi: 3.0.3\npaths:\n\t/a: {}\n"), "openapi/syntax-error"),
    ).not.to.deep.equal([]);
  });

  it("tells of a text that does not parse nothing else, once a line", () => {
    const text =
      'openapi: 3.0.3\npaths:\n  /a:\n    get:\n\toperationId: a\n      responses: { "200": { $ref: "#/gone" } }\n';
    expect(problemsOf(loadDocument(text))).to.deep.equal(["openapi/syntax-error openapi.yaml:5:1"]);
  });

  it("is content otherwise", () => {
    const text = "openapi: 3.0.3\npaths: { /a: { get: { responses: { default: {} } } } }\n";
    expect(problemsOf(loadDocument(text))).to.deep.equal([]);
  });
});
