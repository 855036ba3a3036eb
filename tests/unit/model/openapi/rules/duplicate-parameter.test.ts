import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/duplicate-parameter";

describe("rule duplicate-parameter", () => {
  it("reports the second of two parameters of one list", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: X-B, in: header, schema: {} }
        - { name: x-b, in: header, schema: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:8:11`]);
  });

  it("is content with replaced ones and other places", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    parameters:
      - { name: b, in: query, schema: {} }
    get:
      parameters:
        - { name: b, in: query, schema: {} }
        - { name: b, in: header, schema: {} }
        - { name: B, in: query, schema: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
