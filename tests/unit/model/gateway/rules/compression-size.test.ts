import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/compression-size";

describe("import rule compression-size", () => {
  it("reports a size out of bounds", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-minimum-compression-size: 10485761
`;
    expect(placesFor(code, text)).to.deep.equal(["error 2:1"]);
  });

  it("takes 0 to 10485760", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-minimum-compression-size: 0
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
