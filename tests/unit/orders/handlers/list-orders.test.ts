import { expect } from "chai";
import { eventFor, loadFunction, openTables, type LoadedFunction } from "lockstep-sam";
import { readOrderPage, type OrderPage } from "../../../support/orders/read-body.ts";

const customerId = "CUST-PAGES";
const count = 21;

/** The hour of the order tells its place: the last one is the newest. */
function orderNumber(index: number): Readonly<Record<string, string>> {
  const number = String(index).padStart(3, "0");
  const createdAt = new Date(Date.UTC(2030, 0, 1, index)).toISOString();
  return { orderId: `ORD-P${number}`, createdAt };
}

describe("listOrders", () => {
  let listOrders: LoadedFunction;

  const page = async (query: Readonly<Record<string, string | number>>): Promise<OrderPage> => {
    const response = await listOrders(await eventFor("listOrders", { query: { ...query } }));
    expect(response).to.include({ statusCode: 200 });
    return readOrderPage(response.json);
  };

  before(async () => {
    listOrders = await loadFunction("ListOrdersFunction");
    const tables = await openTables();
    for (let index = 1; index <= count; index += 1) {
      const { orderId, createdAt } = orderNumber(index);
      await tables.put("OrdersTable", {
        PK: `ORDER#${orderId}`,
        SK: "METADATA",
        orderId: orderId ?? "",
        customerId,
        items: [{ productId: "PROD-A", quantity: 1 }],
        status: "created",
        createdAt: createdAt ?? "",
      });
    }
  });

  it("shows the newest orders first", async () => {
    const { orders } = await page({ customerId, limit: 3 });
    expect(orders).to.deep.equal(["ORD-P021", "ORD-P020", "ORD-P019"]);
  });

  it("shows 20 orders where no limit is given, and a token for the rest", async () => {
    const { orders, nextToken } = await page({ customerId });
    expect(orders).to.have.lengthOf(20);
    expect(nextToken).to.be.a("string");
  });

  it("goes on where the page before ended, to the last order, without a gap or a repetition", async () => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const next: OrderPage = await page({
        customerId,
        limit: 8,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      seen.push(...next.orders);
      ({ nextToken } = next);
    } while (nextToken !== undefined);
    const all = Array.from({ length: count }, (_, index) => orderNumber(count - index)["orderId"]);
    expect(seen).to.deep.equal(all);
  });

  it("gives no token of one customer away to another", async () => {
    const { nextToken = "" } = await page({ customerId, limit: 1 });
    const event = await eventFor("listOrders", { query: { customerId: "CUST-OTHER", nextToken } });
    expect(await listOrders(event)).to.include({ statusCode: 400 });
  });

  it("answers an empty page for a customer without orders", async () => {
    expect(await page({ customerId: "CUST-NOBODY" })).to.deep.equal({ orders: [] });
  });

  it("names the table's absence in a 500", async () => {
    const event = await eventFor("listOrders", {
      query: { customerId },
      stageVariables: { ordersTable: "no-such-table" },
    });
    const { statusCode, json } = await listOrders(event);
    expect(statusCode).to.equal(500);
    expect(json).to.include({ error: "ResourceNotFoundException" });
  });
});
