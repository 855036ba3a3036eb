import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/undeclared-path-parameter";

describe("rule undeclared-path-parameter", () => {
  it("reports a parameter of the path that is not declared", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id}:
    get: { responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:5:5`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id+}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
