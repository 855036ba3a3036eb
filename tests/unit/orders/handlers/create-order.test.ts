import { expect } from "chai";
import { eventFor, loadFunction, openTables, type LoadedFunction, type Tables } from "lockstep-sam";
import { textOf } from "../../../support/orders/read-body.ts";

const order = { customerId: "CUST-CREATE", items: [{ productId: "PROD-A", quantity: 2 }] };

describe("createOrder", () => {
  let createOrder: LoadedFunction;
  let tables: Tables;

  before(async () => {
    createOrder = await loadFunction("CreateOrderFunction");
    tables = await openTables();
  });

  it("answers 201 with a new id and the status created", async () => {
    const { statusCode, json } = await createOrder(await eventFor("createOrder", { body: order }));
    expect(statusCode).to.equal(201);
    expect(json).to.have.property("status", "created");
    expect(json)
      .to.have.property("orderId")
      .that.matches(/^ORD-[0-9A-F]{16}$/);
  });

  it("stores the order as one item under its id", async () => {
    const { json } = await createOrder(
      await eventFor("createOrder", {
        body: { ...order, shipping: "express", note: "Ring twice" },
      }),
    );
    const orderId = textOf(json, "orderId");
    const item = await tables.get("OrdersTable", { PK: `ORDER#${orderId}`, SK: "METADATA" });
    expect(item).to.deep.include({ ...order, orderId, status: "created", shipping: "express" });
    expect(item?.["createdAt"]).to.match(/^\d{4}-\d{2}-\d{2}T[\d:]{8}\.\d{3}Z$/);
  });

  it("gives every order an id of its own", async () => {
    const event = await eventFor("createOrder", { body: order });
    const bodies = await Promise.all([createOrder(event), createOrder(event)]);
    expect(new Set(bodies.map(({ json }) => textOf(json, "orderId"))).size).to.equal(2);
  });

  it("stores nothing when the body breaks the spec", async () => {
    const event = await eventFor("createOrder", {
      body: { customerId: "CUST-REFUSED", items: [] },
      valid: false,
    });
    expect(await createOrder(event)).to.include({ statusCode: 400 });
    const items = await tables.scan("OrdersTable", 100);
    expect(items.filter(({ customerId }) => customerId === "CUST-REFUSED")).to.deep.equal([]);
  });

  it("names the table's absence in a 500", async () => {
    const event = await eventFor("createOrder", {
      body: order,
      stageVariables: { ordersTable: "no-such-table" },
    });
    const { statusCode, json } = await createOrder(event);
    expect(statusCode).to.equal(500);
    expect(json).to.include({ error: "ResourceNotFoundException" });
  });
});
