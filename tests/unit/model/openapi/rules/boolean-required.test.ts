import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/boolean-required";

describe("rule boolean-required", () => {
  it("names the property that says so", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A:
      properties:
        email: { type: string, required: true }
        required: { type: boolean }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:8:32`]);
  });

  it("is content with lists, parameters and intrinsics", () => {
    const document = loadDocument(`swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters: [{ name: b, in: query, type: string, required: true }]
definitions:
  A: { required: [b], properties: { b: {} } }
  B: { required: { Ref: Names } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
