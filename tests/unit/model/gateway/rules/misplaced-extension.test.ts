import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/misplaced-extension";

describe("import rule misplaced-extension", () => {
  it("reports an extension where it is not looked for", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    x-amazon-apigateway-request-validator: all
    get: { x-amazon-apigateway-request-validators: {} }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:5", "warning 5:12"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "x-amazon-apigateway-request-validator stands in a path item, where API Gateway does not look for it.",
    );
  });

  it("takes each in its places", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validator: all
x-amazon-apigateway-request-validators: {}
paths:
  /a:
    x-amazon-apigateway-any-method: { x-amazon-apigateway-integration: {}, x-amazon-apigateway-request-validator: all }
components: { securitySchemes: { a: { x-amazon-apigateway-authorizer: {} } }, x-amazon-apigateway-integrations: {} }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
