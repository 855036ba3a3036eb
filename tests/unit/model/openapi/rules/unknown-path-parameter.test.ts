import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/unknown-path-parameter";

describe("rule unknown-path-parameter", () => {
  it("reports a declared parameter that the path does not have", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:20`]);
  });

  it("tells of a parameter of the path item once, not for each operation", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { description: ok } } }
    delete: { responses: { "204": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:5:18`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
