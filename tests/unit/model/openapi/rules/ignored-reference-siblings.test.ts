import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/ignored-reference-siblings";

describe("rule ignored-reference-siblings", () => {
  it("tells once of members beside a reference, at the first", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: string }
    B:
      properties:
        a:
          $ref: "#/components/schemas/A"
          nullable: true
        b: { $ref: "#/components/schemas/A", maxLength: 3 }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:11:11`]);
  });

  it("is content with descriptions, path items, properties called $ref and 3.1", () => {
    const document = loadDocument(`openapi: 3.1.0
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: string }
    B: { $ref: "#/components/schemas/A", maxLength: 3 }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("is content with what changes nothing", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { $ref: "#/paths/~1b", get: {} }
  /b: {}
components:
  schemas:
    A: { $ref: "#/components/schemas/C", description: text, x-note: y }
    C: { properties: { $ref: { type: string }, other: {} } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
