import { expect } from "chai";
import { eventFor, loadFunction, openTables, type LoadedFunction, type Tables } from "lockstep-sam";

describe("cancelOrder", () => {
  let cancelOrder: LoadedFunction;
  let tables: Tables;

  const store = async (orderId: string, status: string): Promise<void> => {
    await tables.put("OrdersTable", {
      PK: `ORDER#${orderId}`,
      SK: "METADATA",
      orderId,
      customerId: "CUST-CANCEL",
      items: [{ productId: "PROD-A", quantity: 1 }],
      status,
      createdAt: "2030-01-31T09:30:00.000Z",
    });
  };
  const stored = (orderId: string) =>
    tables.get("OrdersTable", { PK: `ORDER#${orderId}`, SK: "METADATA" });

  before(async () => {
    cancelOrder = await loadFunction("CancelOrderFunction");
    tables = await openTables();
  });

  it("answers 200 with the cancelled order and stores its status", async () => {
    await store("ORD-CANCEL1", "created");
    const { statusCode, json } = await cancelOrder(
      await eventFor("cancelOrder", { path: { orderId: "ORD-CANCEL1" } }),
    );
    expect(statusCode).to.equal(200);
    expect(json).to.include({ orderId: "ORD-CANCEL1", status: "cancelled" });
    expect(await stored("ORD-CANCEL1")).to.include({ status: "cancelled" });
  });

  it("can be repeated: the order keeps the time of the first cancelling", async () => {
    await store("ORD-CANCEL2", "created");
    const event = await eventFor("cancelOrder", { path: { orderId: "ORD-CANCEL2" } });
    const first = await cancelOrder(event);
    const second = await cancelOrder(event);
    expect(second).to.include({ statusCode: 200, body: first.body });
  });

  it("answers 409 for an order that is shipped, and leaves it as it is", async () => {
    await store("ORD-CANCEL3", "shipped");
    const { statusCode, json } = await cancelOrder(
      await eventFor("cancelOrder", { path: { orderId: "ORD-CANCEL3" } }),
    );
    expect(statusCode).to.equal(409);
    expect(json).to.include({ error: "OrderShipped" });
    expect(await stored("ORD-CANCEL3")).to.include({ status: "shipped" });
  });

  it("answers 400 for an id that is none, whatever the gateway lets through", async () => {
    const path = { orderId: "order-1" };
    const response = await cancelOrder(await eventFor("cancelOrder", { path, valid: false }));
    expect(response).to.include({ statusCode: 400 });
    expect(response.json).to.include({ error: "BadRequest" });
  });

  it("answers 404 for an id nobody was given, and stores nothing", async () => {
    const event = await eventFor("cancelOrder", { path: { orderId: "ORD-UNKNOWN2" } });
    expect(await cancelOrder(event)).to.include({ statusCode: 404 });
    expect(await stored("ORD-UNKNOWN2")).to.equal(null);
  });

  it("answers 409 where the stage variable cancelEnabled is false", async () => {
    await store("ORD-CANCEL4", "created");
    const event = await eventFor("cancelOrder", {
      path: { orderId: "ORD-CANCEL4" },
      stageVariables: { ordersTable: "dev-orders", cancelEnabled: "false" },
    });
    const { statusCode, json } = await cancelOrder(event);
    expect(statusCode).to.equal(409);
    expect(json).to.include({ error: "CancellingDisabled" });
    expect(await stored("ORD-CANCEL4")).to.include({ status: "created" });
  });

  it("cannot cancel on the production stage, by that stage's own settings", async () => {
    const project = { stage: "prod" };
    const onProduction = await loadFunction("CancelOrderFunction", project);
    const event = await eventFor("cancelOrder", { path: { orderId: "ORD-CANCEL5" }, project });
    const { statusCode, json } = await onProduction(event);
    expect(statusCode).to.equal(409);
    expect(json).to.include({ error: "CancellingDisabled" });
  });

  it("names the table's absence in a 500", async () => {
    const event = await eventFor("cancelOrder", {
      path: { orderId: "ORD-CANCEL6" },
      stageVariables: { ordersTable: "no-such-table" },
    });
    const { statusCode, json } = await cancelOrder(event);
    expect(statusCode).to.equal(500);
    expect(json).to.include({ error: "ResourceNotFoundException" });
  });
});
