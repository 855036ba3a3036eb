import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/api-key-name";

describe("import rule api-key-name", () => {
  it("warns of a key in another header", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    s: { type: apiKey, in: header, name: X-Token }
paths:
  /a:
    get: { security: [{ s: [] }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:5"]);
  });

  it("is content with x-api-key in any letter case", () => {
    const text = `openapi: 3.0.3
components:
  securitySchemes:
    s: { type: apiKey, in: header, name: X-Api-Key }
paths:
  /a:
    get: { security: [{ s: [] }], x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
