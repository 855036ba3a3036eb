import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/policy-shape";

describe("import rule policy-shape", () => {
  it("reports a policy without statements", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-policy: { Version: '2012-10-17' }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 2:1"]);
  });

  it("takes one with, and intrinsics", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-policy: { Version: '2012-10-17', Statement: { Fn::If: [A, [], []] } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
