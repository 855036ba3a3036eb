import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/root-security";

describe("import rule root-security", () => {
  it("tells of operations without security of their own", () => {
    const text = `openapi: 3.0.3
components: { securitySchemes: { s: { type: apiKey, in: header, name: x-api-key } } }
security: [{ s: [] }]
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 3:1"]);
  });

  it("is content when each has its own", () => {
    const text = `openapi: 3.0.3
components: { securitySchemes: { s: { type: apiKey, in: header, name: x-api-key } } }
security: [{ s: [] }]
paths:
  /a:
    get: { security: [], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
