import { expect } from "chai";

import { newOrderId } from "../../../src/orders/order-id.ts";

describe("newOrderId", () => {
  it("gives a new id of one form every time", () => {
    const ids = Array.from({ length: 1000 }, () => newOrderId());
    expect(new Set(ids).size).to.equal(1000);
    expect(ids.filter((id) => !/^ORD-[0-9A-F]{16}$/.test(id))).to.deep.equal([]);
  });
});
