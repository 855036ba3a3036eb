import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/unknown-extension";

describe("import rule unknown-extension", () => {
  it("reports a misspelt name, and tells of one that is like none", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validater: all
x-amazon-apigateway-brand-new: 1
paths:
  /a:
    get: { x-amazon-apigatway-integration: {} }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 2:1", "warning 6:12", "info 3:1"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "x-amazon-apigateway-request-validater is no extension of API Gateway that is documented; did you mean x-amazon-apigateway-request-validator?",
    );
  });

  it("passes over the known ones, and what stands in examples", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-policy: {}
paths:
  /a:
    get: { x-amazon-apigateway-integration: {}, x-own: {}, x-amazon-other: 1 }
components: { schemas: { A: { example: { x-amazon-apigateway-foo: 1 } } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
