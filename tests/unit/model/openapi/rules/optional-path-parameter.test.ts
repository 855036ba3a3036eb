import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/optional-path-parameter";

describe("rule optional-path-parameter", () => {
  it("reports a path parameter that is not required, a shared one once", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{b}:
    parameters:
      - { name: b, in: path, schema: {} }
    get: {}
    put: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:9`]);
  });

  it("is content with required and unknown ones", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{b}/{c}:
    get:
      parameters:
        - { name: b, in: path, required: true, schema: {} }
        - { name: c, in: path, required: { Fn::If: [A, true, true] }, schema: {} }
        - { name: d, in: query, schema: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
