import { expect } from "chai";

import { handler } from "../../../../src/orders/handlers/order-placed.ts";
import { captureLog } from "../capture-log.ts";

describe("order-placed", () => {
  it("logs the event in one structured line", async () => {
    const detail = {
      orderId: "ORD-001",
      customerId: "CUST-001",
      items: [{ productId: "PROD-A", quantity: 2 }],
    };
    const { lines } = await captureLog(() =>
      handler({
        version: "0",
        id: "event-1",
        "detail-type": "OrderPlaced",
        source: "orders.api",
        account: "123456789012",
        time: "2030-01-31T09:30:00Z",
        region: "eu-central-1",
        resources: [],
        detail,
      }),
    );
    expect(lines).to.deep.equal([
      {
        level: "info",
        message: "order placed",
        requestId: "event-1",
        ...detail,
        source: "orders.api",
        detailType: "OrderPlaced",
      },
    ]);
  });
});
