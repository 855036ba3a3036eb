import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/read-only-required";

describe("import rule read-only-required", () => {
  it("warns of a required property that requests do not carry", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true }, p: { validateRequestParameters: true } }
paths:
  /a:
    post:
      x-amazon-apigateway-request-validator: b
      x-amazon-apigateway-integration: { type: mock }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
components:
  schemas:
    A: { type: object, required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 11:60"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "API Gateway ignores readOnly, so its validator answers 400 to request bodies without id, which a request does not carry.",
    );
  });

  it("is content when it is not required", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true }, p: { validateRequestParameters: true } }
paths:
  /a:
    post:
      x-amazon-apigateway-request-validator: b
      x-amazon-apigateway-integration: { type: mock }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
components:
  schemas:
    A: { type: object, required: [name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
