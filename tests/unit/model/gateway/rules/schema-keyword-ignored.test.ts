import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/schema-keyword-ignored";

describe("import rule schema-keyword-ignored", () => {
  it("gathers keywords of validated bodies in one finding", () => {
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
    A: { type: object, properties: { n: { type: integer, format: int32, exclusiveMinimum: true, default: 1 }, l: { type: array, minItems: 1, items: { $ref: '#/components/schemas/A' } } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 11:73"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "The models of API Gateway take no notice of some keywords in schemas of request bodies: exclusiveMinimum, default, format: int32, minItems.",
    );
  });

  it("is content with keywords of draft 4, and with bodies that nothing validates", () => {
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
    A: { type: object, properties: { n: { type: integer, minimum: 1, format: date } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("leaves bodies alone that no validator looks at", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    post:
      x-amazon-apigateway-integration: { type: mock }
      requestBody: { content: { application/json: { schema: { type: array, minItems: 1 } } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
