import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/unsatisfiable-schema";

describe("rule unsatisfiable-schema", () => {
  it("reports a required property that is forbidden", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: object, required: [a, b], properties: { a: {} }, additionalProperties: false }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:24`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: object, required: [a, b], properties: { a: {}, b: {} }, additionalProperties: false }
    B: { type: object, required: [b], properties: { a: {} } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
