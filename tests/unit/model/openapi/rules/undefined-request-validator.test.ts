import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/undefined-request-validator";

describe("rule undefined-request-validator", () => {
  it("reports a validator that is not defined, at the place that names it", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
x-amazon-apigateway-request-validator: both
x-amazon-apigateway-request-validators: { all: { validateRequestBody: true } }
paths:
  /a:
    get: { responses: { "200": { description: ok } } }
    put: { x-amazon-apigateway-request-validator: no, responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:3:1`,
      `${code} openapi.yaml:8:12`,
    ]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
x-amazon-apigateway-request-validators: { all: { validateRequestBody: true } }
paths:
  /a:
    get: { responses: { "200": { description: ok } } }
    put: { x-amazon-apigateway-request-validator: all, responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
