import { expect } from "chai";

import type { Order } from "../../../src/orders/order.ts";
import { toItem, toOrder } from "../../../src/orders/stored-order.ts";

const order: Order = {
  orderId: "ORD-001",
  customerId: "CUST-001",
  items: [{ productId: "PROD-A", quantity: 2 }],
  status: "created",
  createdAt: "2030-01-31T09:30:00.000Z",
};

describe("a stored order", () => {
  it("has the order id in its partition key and METADATA as its sort key", () => {
    expect(toItem(order)).to.deep.equal({ PK: "ORDER#ORD-001", SK: "METADATA", ...order });
  });

  it("comes back as it was stored, with and without what is optional", () => {
    const full: Order = {
      ...order,
      shipping: "express",
      deliverOn: "2030-02-28",
      note: "Ring twice.",
      status: "cancelled",
      cancelledAt: "2030-01-31T10:00:00.000Z",
    };
    expect(toOrder(toItem(order))).to.deep.equal(order);
    expect(toOrder(toItem(full))).to.deep.equal(full);
  });

  it("leaves attributes behind that are none of an order's", () => {
    const items = [{ productId: "PROD-A", quantity: 2, cost: 1 }];
    expect(toOrder({ ...toItem(order), items, expiresAt: 1 })).to.deep.equal(order);
  });

  for (const change of [
    { orderId: undefined },
    { customerId: 1 },
    { createdAt: undefined },
    { status: "lost" },
    { items: {} },
    { items: [{ productId: "PROD-A" }] },
  ]) {
    it(`is refused with ${JSON.stringify(change)}, by its key`, () => {
      expect(() => toOrder({ ...toItem(order), ...change }))
        .to.throw("ORDER#ORD-001")
        .with.property("name", "MalformedItemError");
    });
  }
});
