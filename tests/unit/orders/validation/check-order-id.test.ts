import { expect } from "chai";

import { newOrderId } from "../../../../src/orders/order-id.ts";
import { checkOrderId } from "../../../../src/orders/validation/check-order-id.ts";

describe("checkOrderId", () => {
  for (const orderId of ["ORD-001", `ORD-${"Z".repeat(20)}`]) {
    it(`accepts ${orderId}`, () => {
      expect(checkOrderId(orderId)).to.deep.equal({ ok: true, value: orderId });
    });
  }

  it("accepts the ids that the service gives out", () => {
    expect(checkOrderId(newOrderId()).ok).to.equal(true);
  });

  const refused: readonly (readonly [string | undefined, string])[] = [
    [undefined, "orderId is required"],
    ["ORD-01", "orderId must have a length of at least 7"],
    [`ORD-${"Z".repeat(21)}`, "orderId must have a length of at most 24"],
    ["ord-0001", "orderId must match ^ORD-[0-9A-Z]+$"],
    ["ORD-001\n", "orderId must match ^ORD-[0-9A-Z]+$"],
    ["XORD-001", "orderId must match ^ORD-[0-9A-Z]+$"],
  ];
  for (const [orderId, violation] of refused) {
    it(`refuses ${JSON.stringify(orderId)}`, () => {
      expect(checkOrderId(orderId)).to.deep.equal({ ok: false, violations: [violation] });
    });
  }
});
