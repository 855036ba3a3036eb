import { expect } from "chai";

import { encodePagingToken, type PageEnd } from "../../../../src/orders/paging-token.ts";
import { checkListQuery } from "../../../../src/orders/validation/check-list-query.ts";

const customerId = "CUST-001";
const end: PageEnd = {
  PK: "ORDER#ORD-001",
  SK: "METADATA",
  customerId,
  createdAt: "2030-01-31T09:30:00.000Z",
};

// JSON allows blanks after the value, so a token that means the same can be made as long as needed.
function tokenOfLength(length: number): string {
  const json = JSON.stringify(end);
  return Buffer.from(json.padEnd(Math.floor((length * 3) / 4))).toString("base64url");
}

describe("checkListQuery", () => {
  it("gives pages of 20 orders from the start unless told otherwise", () => {
    expect(checkListQuery({ customerId })).to.deep.equal({
      ok: true,
      value: { customerId, limit: 20, after: undefined },
    });
  });

  for (const limit of [1, 50]) {
    it(`accepts the bound of limit, ${limit}`, () => {
      expect(checkListQuery({ customerId, limit: String(limit) })).to.deep.include({
        value: { customerId, limit, after: undefined },
      });
    });
  }

  const limits: readonly (readonly [string, string])[] = [
    ["0", "limit must be at least 1"],
    ["-1", "limit must be at least 1"],
    ["51", "limit must be at most 50"],
    ["2.5", "limit must be a whole number"],
    ["1e1", "limit must be a whole number"],
    ["ten", "limit must be a whole number"],
    ["", "limit must be a whole number"],
  ];
  for (const [limit, violation] of limits) {
    it(`refuses the limit ${JSON.stringify(limit)}`, () => {
      expect(checkListQuery({ customerId, limit })).to.deep.equal({
        ok: false,
        violations: [violation],
      });
    });
  }

  it("requires a customer id, with the bounds that createOrder has", () => {
    expect(checkListQuery({})).to.deep.equal({ ok: false, violations: ["customerId is required"] });
    expect(checkListQuery({ customerId: "CUST-01" }).ok).to.equal(false);
    expect(checkListQuery({ customerId: `CUST-${"9".repeat(15)}` }).ok).to.equal(true);
    expect(checkListQuery({ customerId: `CUST-${"9".repeat(16)}` }).ok).to.equal(false);
  });

  it("goes on after the order that the token names", () => {
    expect(checkListQuery({ customerId, nextToken: encodePagingToken(end) })).to.deep.include({
      value: { customerId, limit: 20, after: end },
    });
  });

  it("refuses the token of another customer", () => {
    expect(
      checkListQuery({ customerId: "CUST-002", nextToken: encodePagingToken(end) }),
    ).to.deep.equal({
      ok: false,
      violations: ["nextToken was not given out for this customer"],
    });
  });

  it("accepts a token of 512 characters and refuses one of 514", () => {
    expect(tokenOfLength(512)).to.have.length(512);
    expect(checkListQuery({ customerId, nextToken: tokenOfLength(512) }).ok).to.equal(true);
    expect(tokenOfLength(514)).to.have.length(514);
    expect(checkListQuery({ customerId, nextToken: tokenOfLength(514) })).to.deep.equal({
      ok: false,
      violations: ["nextToken must have a length of at most 512"],
    });
  });

  for (const nextToken of ["", "a", "not base64url", "bm90IGEga2V5"]) {
    it(`refuses the token ${JSON.stringify(nextToken)}`, () => {
      expect(checkListQuery({ customerId, nextToken }).ok).to.equal(false);
    });
  }

  it("names everything that is wrong at once", () => {
    expect(checkListQuery({ limit: "51", nextToken: "?" })).to.deep.equal({
      ok: false,
      violations: [
        "customerId is required",
        "limit must be at most 50",
        "nextToken must match ^[0-9A-Za-z_-]+$",
      ],
    });
  });
});
