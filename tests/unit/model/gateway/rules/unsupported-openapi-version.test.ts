import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/unsupported-openapi-version";

describe("import rule unsupported-openapi-version", () => {
  it("refuses OpenAPI 3.1 for a REST API", () => {
    const text = `openapi: 3.1.0
paths: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 1:1"]);
  });

  it("takes 3.0 and Swagger 2.0", () => {
    const text = `swagger: "2.0"
paths: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("refuses Swagger 2.0 for an HTTP API", () => {
    expect(placesFor(code, 'swagger: "2.0"\npaths: {}\n', httpApi)).to.deep.equal(["error 1:1"]);
    expect(placesFor(code, "openapi: 3.0.1\npaths: {}\n", httpApi)).to.deep.equal([]);
  });
});
