import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/invalid-schema";

describe("rule invalid-schema", () => {
  it("reports keywords that cannot be used", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: strin }
    B:
      properties:
        a: { type: string, pattern: "(" }
        b: { required: true }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:6:10`,
      `${code} openapi.yaml:9:28`,
    ]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: string, pattern: "^a", nullable: true }
    B: { properties: { type: { type: string } }, example: { type: strin } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
