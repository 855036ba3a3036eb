import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/operation-without-responses";

describe("rule operation-without-responses", () => {
  it("reports an operation without responses and one with none in them", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get: { }
    put: { responses: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:5:5`,
      `${code} openapi.yaml:6:12`,
    ]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get: { responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
