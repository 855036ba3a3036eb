import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/ignored-header-parameter";

describe("rule ignored-header-parameter", () => {
  it("reports headers that OpenAPI has other words for", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: authorization, in: header, schema: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:7:11`]);
  });

  it("is content with other headers and places", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: X-Accept, in: header, schema: {} }
        - { name: Accept, in: query, schema: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("is content with Swagger 2.0, which heeds them", () => {
    const document = loadDocument(`swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: Accept, in: header, type: string }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
