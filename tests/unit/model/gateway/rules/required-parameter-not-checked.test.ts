import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/required-parameter-not-checked";

describe("import rule required-parameter-not-checked", () => {
  it("tells of required parameters with a validator for bodies alone", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true }, p: { validateRequestParameters: true } }
paths:
  /a:
    get: { x-amazon-apigateway-request-validator: b, parameters: [{ name: q, in: query, required: true, schema: { type: string } }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 5:67"]);
  });

  it("is content with one for parameters", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true }, p: { validateRequestParameters: true } }
paths:
  /a:
    get: { x-amazon-apigateway-request-validator: p, parameters: [{ name: q, in: query, required: true, schema: { type: string } }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
