import { expect } from "chai";
import fc from "fast-check";

import {
  decodePagingToken,
  encodePagingToken,
  isPageEnd,
  type PageEnd,
} from "../../../src/orders/paging-token.ts";

const end: PageEnd = {
  PK: "ORDER#ORD-001",
  SK: "METADATA",
  customerId: "CUST-001",
  createdAt: "2030-01-31T09:30:00.000Z",
};

function tokenFor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("a paging token", () => {
  it("comes back as the key it was made from, for every order", () => {
    const id = fc.stringMatching(/^[0-9A-Z]{3,15}$/);
    const created = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(id, id, created, (order, customer, at) => {
        const key: PageEnd = {
          PK: `ORDER#ORD-${order}`,
          SK: "METADATA",
          customerId: `CUST-${customer}`,
          createdAt: at.toISOString(),
        };
        expect(decodePagingToken(encodePagingToken(key), key.customerId)).to.deep.equal(key);
      }),
    );
  });

  it("fits a query parameter as it is, within the bound that openapi.yaml sets", () => {
    const longest = encodePagingToken({
      ...end,
      PK: `ORDER#ORD-${"Z".repeat(20)}`,
      customerId: `CUST-${"Z".repeat(15)}`,
    });
    expect(longest).to.match(/^[0-9A-Za-z_-]{1,512}$/);
  });

  it("leaves out what is not part of the key", () => {
    const key = { ...end, note: "secret" };
    expect(decodePagingToken(encodePagingToken(key), "CUST-001")).to.deep.equal(end);
  });

  const foreign: readonly (readonly [string, unknown])[] = [
    ["another partition", { ...end, PK: "USER#1" }],
    ["a partition whose order id is malformed", { ...end, PK: "ORDER#1" }],
    ["another sort key", { ...end, SK: "ITEM#1" }],
    ["a malformed customer", { ...end, customerId: "CUST-1" }],
    ["a time of another form", { ...end, createdAt: "yesterday" }],
    ["a missing name", { PK: end.PK, SK: end.SK, customerId: end.customerId }],
    ["an additional name", { ...end, extra: "x" }],
    ["no object", [end]],
    ["null", null],
  ];
  for (const [what, value] of foreign) {
    it(`is refused when it holds ${what}`, () => {
      expect(decodePagingToken(tokenFor(value), "CUST-001")).to.equal(undefined);
      expect(isPageEnd(value)).to.equal(false);
    });
  }

  it("is refused when it is another spelling of the same bytes", () => {
    const token = encodePagingToken({ ...end, PK: "ORDER#ORD-00001" });
    expect(token.length % 4, "a token with spare bits in its last character").to.not.equal(0);
    const last = token.at(-1) ?? "";
    const respelt = token.slice(0, -1) + String.fromCodePoint((last.codePointAt(0) ?? 0) + 1);
    expect(Buffer.from(respelt, "base64url")).to.deep.equal(Buffer.from(token, "base64url"));
    expect(decodePagingToken(token, "CUST-001")).to.not.equal(undefined);
    expect(decodePagingToken(respelt, "CUST-001")).to.equal(undefined);
  });

  it("is refused for another customer", () => {
    expect(decodePagingToken(encodePagingToken(end), "CUST-002")).to.equal(undefined);
  });
});
