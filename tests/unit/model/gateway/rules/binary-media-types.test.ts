import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/binary-media-types";

describe("import rule binary-media-types", () => {
  it("reports what is no list of texts", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-binary-media-types: image/png
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 2:1"]);
  });

  it("takes a list, also one with intrinsics in it", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-binary-media-types: [image/png, { Ref: T }]
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
