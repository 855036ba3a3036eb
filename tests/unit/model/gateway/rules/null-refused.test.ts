import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/null-refused";

describe("import rule null-refused", () => {
  it("warns where null is allowed in a body", () => {
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
    A: { type: object, nullable: true, properties: { n: { type: string, nullable: true } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 11:73"]);
  });

  it("is content without nullable, with a body that may be left out, and where nothing restricts the type", () => {
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
    A: { type: object, nullable: true, properties: { n: { type: string, nullable: false }, m: { nullable: true } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
