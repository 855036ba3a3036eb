import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor, restApi } from "../../../../support/model/lint-document.ts";

const code = "gateway/scheme-not-enforced";

describe("import rule scheme-not-enforced", () => {
  it("warns of operations that only the document protects", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    s: { type: http, scheme: bearer }
paths:
  /a:
    get: { security: [{ s: [] }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:5"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "API Gateway does not enforce the security scheme s, which has no authorizer: requests to 1 operation relying on it are let through unchecked.",
    );
  });

  it("is content with an authorizer, IAM, and operations that are open anyway", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    s: { type: oauth2, x-amazon-apigateway-authorizer: { type: token, authorizerUri: u } }
paths:
  /a:
    get: { security: [{ s: [] }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("says nothing where something else may protect the operation", () => {
    const text = (security: string, more = ""): string =>
      `openapi: 3.0.3\ncomponents: { securitySchemes: { s: { type: http }, k: { type: apiKey, in: header, name: X-API-Key } } }\npaths:\n  /a:\n    get: { ${more}security: ${security}, x-amazon-apigateway-integration: { type: mock } }\n`;
    expect(placesFor(code, text("[{ s: [] }]"))).to.have.length(1);
    for (const security of [
      "[{ s: [], k: [] }]",
      "[{ k: [] }, { s: [] }]",
      "[{ s: [] }, {}]",
      "[]",
    ])
      expect(placesFor(code, text(security)), security).to.deep.equal([]);
    expect(placesFor(code, text("[{ Fn::If: [A, { s: [] }, { k: [] }] }]"))).to.deep.equal([]);
    expect(
      placesFor(code, text("[{ s: [] }]", "x-amazon-apigateway-auth: { type: AWS_IAM }, ")),
    ).to.deep.equal([]);
    const outside = { ...restApi, authorizedOutside: true };
    expect(placesFor(code, text("[{ s: [] }]"), outside)).to.deep.equal([]);
  });
});
