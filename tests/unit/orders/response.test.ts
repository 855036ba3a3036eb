import { expect } from "chai";

import { badRequest, jsonResponse } from "../../../src/orders/response.ts";

describe("jsonResponse", () => {
  it("says that it is JSON", () => {
    expect(jsonResponse(200, { a: 1 })).to.deep.equal({
      statusCode: 200,
      headers: { "Content-Type": "application/json" },
      body: '{"a":1}',
    });
  });
});

describe("badRequest", () => {
  it("shows ten violations and counts the rest", () => {
    const violations = Array.from({ length: 12 }, (_, index) => `v${index}`);
    expect(JSON.parse(badRequest(violations, "r-1").body)).to.deep.equal({
      error: "BadRequest",
      message: "v0; v1; v2; v3; v4; v5; v6; v7; v8; v9; and 2 more",
      requestId: "r-1",
    });
    expect(badRequest(violations.slice(0, 10), "r-1").body).to.not.contain("more");
  });
});
