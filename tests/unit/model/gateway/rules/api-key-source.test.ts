import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/api-key-source";

describe("import rule api-key-source", () => {
  it("reports another word", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-api-key-source: QUERY
`;
    expect(placesFor(code, text)).to.deep.equal(["error 2:1"]);
  });

  it("takes the two", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-api-key-source: HEADER
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
