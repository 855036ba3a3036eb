import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/sibling-path-variables";

describe("import rule sibling-path-variables", () => {
  it("reports a second name at the same place", () => {
    const text = `openapi: 3.0.3
paths:
  /users/{id}: {}
  /users/{userId}/orders: {}
  /users/{proxy+}: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:3", "error 5:3"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "{userId} of /users/{userId}/orders stands where /users/{id} has {id}; a REST API takes one variable name at a place.",
    );
  });

  it("takes one name, and others elsewhere", () => {
    const text = `openapi: 3.0.3
paths:
  /users/{id}: {}
  /users/{id}/orders/{orderId}: {}
  /items/{itemId}: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("is content with two names in an HTTP API", () => {
    const text = "openapi: 3.0.3\npaths:\n  /users/{id}: {}\n  /users/{userId}/orders: {}\n";
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
