import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/authorizer-incomplete";

describe("import rule authorizer-incomplete", () => {
  it("reports a missing type, an unknown one and what a type needs", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, x-amazon-apigateway-authorizer: { authorizerUri: u } }
    b: { type: apiKey, x-amazon-apigateway-authorizer: { type: tokn } }
    c: { type: apiKey, x-amazon-apigateway-authorizer: { type: token } }
    d: { type: apiKey, x-amazon-apigateway-authorizer: { type: cognito_user_pools } }
`;
    expect(placesFor(code, text)).to.deep.equal([
      "error 4:24",
      "error 5:24",
      "error 6:24",
      "error 7:24",
    ]);
  });

  it("takes whole ones, and intrinsics", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    a: { type: apiKey, x-amazon-apigateway-authorizer: { type: TOKEN, authorizerUri: { Fn::Sub: u } } }
    b: { type: apiKey, x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [a] } }
    c: { type: apiKey, x-amazon-apigateway-authorizer: { Fn::If: [A, {}, {}] } }
    d: { type: apiKey, x-amazon-apigateway-authtype: awsSigv4 }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("asks of Lambda authorizers of HTTP APIs alone the version of their payload", () => {
    const text = (more: string): string =>
      `openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    r: { type: apiKey, x-amazon-apigateway-authorizer: { type: request, authorizerUri: u${more} } }\n`;
    expect(lintFor(code, text(""), httpApi).map(({ message }) => message)).to.deep.equal([
      "The authorizer of the security scheme r of type request has no authorizerPayloadFormatVersion.",
    ]);
    expect(lintFor(code, text(', authorizerPayloadFormatVersion: "2.0"'), httpApi)).to.deep.equal(
      [],
    );
    expect(placesFor(code, text(""))).to.deep.equal([]);
  });

  it("asks of JWT authorizers of HTTP APIs an issuer and an audience", () => {
    const scheme = (type: string, settings: string): string =>
      `openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    j: { type: ${type}, x-amazon-apigateway-authorizer: { type: jwt, identitySource: $request.header.Authorization${settings} } }\n`;
    const messages = (type: string, settings: string): readonly string[] =>
      lintFor(code, scheme(type, settings), httpApi).map(({ message }) => message);
    const start = "The authorizer of the security scheme j of type jwt has no";
    expect(messages("oauth2", "")).to.deep.equal([`${start} jwtConfiguration.`]);
    expect(messages("oauth2", ", jwtConfiguration: { issuer: i }")).to.deep.equal([
      `${start} jwtConfiguration.audience.`,
    ]);
    expect(messages("oauth2", ", jwtConfiguration: { audience: [a] }")).to.deep.equal([
      `${start} jwtConfiguration.issuer.`,
    ]);
    expect(messages("oauth2", ", jwtConfiguration: { issuer: i, audience: [a] }")).to.deep.equal(
      [],
    );
    const found = "openIdConnect, openIdConnectUrl: https://example.com";
    expect(messages(found, ", jwtConfiguration: { audience: [a] }")).to.deep.equal([]);
  });
});
