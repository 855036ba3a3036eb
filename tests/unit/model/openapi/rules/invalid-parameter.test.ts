import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/invalid-parameter";

describe("rule invalid-parameter", () => {
  it("reports parameters without a name or a place, each once", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    parameters:
      - { in: query }
    get:
      parameters:
        - { name: b }
        - { name: c, in: body }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:6:9`,
      `${code} openapi.yaml:9:11`,
      `${code} openapi.yaml:10:11`,
    ]);
  });

  it("is content with the places of Swagger 2.0 and with intrinsics", () => {
    const document = loadDocument(`swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: b, in: body, schema: {} }
        - { name: c, in: formData, type: string }
        - { name: { Ref: Name }, in: query, type: string }
        - { Fn::If: [Yes, { name: d }, { in: query }] }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
