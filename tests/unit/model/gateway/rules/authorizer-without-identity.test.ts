import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/authorizer-without-identity";

describe("import rule authorizer-without-identity", () => {
  it("reports a cached REQUEST authorizer with nothing to cache by", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: { type: request, authorizerUri: u } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:50"]);
  });

  it("takes an identity source, a name of its own, or no cache", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: { type: request, authorizerUri: u, identitySource: method.request.header.X } }
    b: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: { type: request, authorizerUri: u } }
    c: { type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: { type: request, authorizerUri: u, authorizerResultTtlInSeconds: 0 } }
    d: { type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: { type: token, authorizerUri: u } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
