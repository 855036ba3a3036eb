import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/extension-of-other-kind";

describe("import rule extension-of-other-kind", () => {
  it("tells once of what is for HTTP APIs alone", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-cors: {}
components: { x-amazon-apigateway-integrations: {} }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 2:1"]);
  });

  it("is content with its own, and with what is for both", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-policy: { Statement: [] }
x-amazon-apigateway-importexport-version: '1.0'
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("tells an HTTP API of what is for REST APIs alone", () => {
    const text =
      "openapi: 3.0.3\nx-amazon-apigateway-gateway-responses: {}\nx-amazon-apigateway-cors: {}\n";
    expect(lintFor(code, text, httpApi).map(({ message }) => message)).to.deep.equal([
      "Api is an HTTP API, which passes over what is for REST APIs alone: x-amazon-apigateway-gateway-responses.",
    ]);
  });
});
