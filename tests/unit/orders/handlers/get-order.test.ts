import { expect } from "chai";
import { eventFor, loadFunction, openTables, type LoadedFunction } from "lockstep-sam";

const order = {
  orderId: "ORD-GET001",
  customerId: "CUST-GET",
  items: [{ productId: "PROD-A", quantity: 2 }],
  status: "shipped",
  createdAt: "2030-01-31T09:30:00.000Z",
};

describe("getOrder", () => {
  let getOrder: LoadedFunction;

  before(async () => {
    getOrder = await loadFunction("GetOrderFunction");
    const tables = await openTables();
    await tables.put("OrdersTable", { PK: "ORDER#ORD-GET001", SK: "METADATA", ...order });
  });

  it("answers 200 with the order, and not with the keys of its item", async () => {
    const { statusCode, json } = await getOrder(
      await eventFor("getOrder", { path: { orderId: order.orderId } }),
    );
    expect(statusCode).to.equal(200);
    expect(json).to.deep.equal(order);
  });

  it("answers 404 for an id nobody was given", async () => {
    const { statusCode, json } = await getOrder(
      await eventFor("getOrder", { path: { orderId: "ORD-UNKNOWN1" } }),
    );
    expect(statusCode).to.equal(404);
    expect(json).to.include({
      error: "NotFound",
      message: "Order ORD-UNKNOWN1 not found",
    });
  });

  it("names the table's absence in a 500", async () => {
    const event = await eventFor("getOrder", {
      path: { orderId: order.orderId },
      stageVariables: { ordersTable: "no-such-table" },
    });
    const { statusCode, json } = await getOrder(event);
    expect(statusCode).to.equal(500);
    expect(json).to.include({ error: "ResourceNotFoundException" });
  });

  it("takes the table from the environment where the stage has no variables", async () => {
    const event = await eventFor("getOrder", {
      path: { orderId: order.orderId },
      stageVariables: null,
    });
    expect(await getOrder(event)).to.include({ statusCode: 200 });
    const elsewhere = await loadFunction("GetOrderFunction", {
      environment: { ORDERS_TABLE: "no-such-table" },
    });
    expect(await elsewhere(event)).to.include({ statusCode: 500 });
  });
});
