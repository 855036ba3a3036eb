import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/authorizer-scheme-type";

describe("import rule authorizer-scheme-type", () => {
  it("reports an authorizer on a scheme of another type", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: oauth2, x-amazon-apigateway-authorizer: { type: token, authorizerUri: u } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:10"]);
  });

  it("takes apiKey, and other schemes without an authorizer", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, x-amazon-apigateway-authorizer: { type: token, authorizerUri: u } }
    b: { type: http }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
