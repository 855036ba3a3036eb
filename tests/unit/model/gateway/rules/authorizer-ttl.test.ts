import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/authorizer-ttl";

describe("import rule authorizer-ttl", () => {
  it("reports more than an hour, and less than nothing", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, x-amazon-apigateway-authorizer: { type: token, authorizerResultTtlInSeconds: 3601 } }
    b: { type: apiKey, x-amazon-apigateway-authorizer: { type: token, authorizerResultTtlInSeconds: -1 } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:71", "error 5:71"]);
  });

  it("takes 0 to 3600", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, x-amazon-apigateway-authorizer: { type: token, authorizerResultTtlInSeconds: 3600 } }
    b: { type: apiKey, x-amazon-apigateway-authorizer: { type: token, authorizerResultTtlInSeconds: { Ref: Ttl } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
