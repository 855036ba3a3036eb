import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/several-authorizers";

describe("import rule several-authorizers", () => {
  it("reports alternatives and combinations", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { security: [{ a: [] }, { b: [] }] }
    put: { security: [{ a: [], b: [] }] }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["error 4:12", "error 5:12"]);
  });

  it("takes one, and intrinsics", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { security: [{ a: [x, y] }] }
    put: { security: [{ Fn::If: [A, { a: [] }, { b: [] }] }] }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
