import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/body-without-meaning";

describe("rule body-without-meaning", () => {
  it("reports the body of a GET", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      requestBody: { content: { application/json: {} } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:7`]);
  });

  it("is content with other methods and with any method", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    post:
      requestBody: { content: { application/json: {} } }
    x-amazon-apigateway-any-method:
      requestBody: { content: { application/json: {} } }
    get: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
