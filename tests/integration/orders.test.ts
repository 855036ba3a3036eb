import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { openApi, type Api, type OpenApiOptions } from "lockstep-sam";
import { readOrderPage, textOf } from "../support/orders/read-body.ts";

// The same tests for every target. They need no look at the table, so that they run on a deployed stage:
// `API_URL=https://….execute-api.eu-west-1.amazonaws.com/dev mocha tests/integration/orders.test.ts`.
const targets: readonly OpenApiOptions[] =
  process.env["API_URL"] === undefined ? [{ target: "stage" }, { target: "stage-http" }] : [{}];

const items = [{ productId: "PROD-A", quantity: 2 }];

/** Random, so that two runs on one stage never meet. */
function newCustomer(): string {
  return `CUST-${randomBytes(7).toString("hex").toUpperCase()}`;
}

for (const options of targets) {
  describe(`the Order API on ${options.target ?? "API_URL"}`, () => {
    let api: Api;

    before(async () => {
      api = await openApi(options);
    });

    after(() => api.close());

    const create = async (customerId = newCustomer()): Promise<string> => {
      const created = await api.call("createOrder", { body: { customerId, items } });
      expect(created.status).to.equal(201);
      return textOf(created.json, "orderId");
    };

    /** The list may miss what was stored a moment ago: it is asked again until it does not. */
    const list = async (customerId: string, atLeast: number): Promise<readonly string[]> => {
      for (let attempt = 0; ; attempt += 1) {
        const { json } = await api.call("listOrders", { query: { customerId } });
        const orders = readOrderPage(json).orders;
        if (orders.length >= atLeast || attempt === 20) return orders;
        await delay(100);
      }
    };

    it("shows an order as it was placed", async () => {
      const customerId = newCustomer();
      const orderId = await create(customerId);
      const { status, json } = await api.call("getOrder", { path: { orderId } });
      expect(status).to.equal(200);
      expect(json).to.deep.include({ orderId, customerId, items, status: "created" });
    });

    it("lists the orders of a customer, newest first, and nobody else's", async () => {
      const customerId = newCustomer();
      const first = await create(customerId);
      await delay(5);
      const second = await create(customerId);
      await create();
      expect(await list(customerId, 2)).to.deep.equal([second, first]);
    });

    it("gives the list page by page", async () => {
      const customerId = newCustomer();
      const placed = new Set([await create(customerId), await create(customerId)]);
      await list(customerId, 2);
      const first = await api.call("listOrders", { query: { customerId, limit: 1 } });
      const nextToken = textOf(first.json, "nextToken");
      const second = await api.call("listOrders", { query: { customerId, limit: 1, nextToken } });
      expect(
        new Set([...readOrderPage(first.json).orders, ...readOrderPage(second.json).orders]),
      ).to.deep.equal(placed);
    });

    it("cancels an order, and again", async () => {
      const orderId = await create();
      const { status, json } = await api.call("cancelOrder", { path: { orderId } });
      expect(status).to.equal(200);
      expect(json).to.include({ orderId, status: "cancelled" });
      const again = await api.call("cancelOrder", { path: { orderId } });
      expect(again.json).to.deep.equal(json);
      const { json: shown } = await api.call("getOrder", { path: { orderId } });
      expect(shown).to.deep.equal(json);
    });

    it("answers 404 for an order that is not there", async () => {
      const path = { orderId: "ORD-UNKNOWN1" };
      expect((await api.call("getOrder", { path })).status).to.equal(404);
      expect((await api.call("cancelOrder", { path })).status).to.equal(404);
    });

    it("answers 400 for a body that breaks the spec, in the service's own problem shape", async () => {
      const { status, json } = await api.call("createOrder", {
        body: { customerId: newCustomer(), items: [{ productId: "PROD-A", quantity: 0 }] },
        valid: false,
      });
      expect(status).to.equal(400);
      expect(json).to.include({ error: "BadRequest" });
    });

    it("answers 400 for parameters that break the spec", async () => {
      const listed = await api.call("listOrders", { query: { limit: 1 }, valid: false });
      expect(listed.status).to.equal(400);
      const shown = await api.call("getOrder", { path: { orderId: "ord-1" }, valid: false });
      expect(shown.status).to.equal(400);
    });

    it("answers 415 for a body that is announced as something else than JSON", async () => {
      const { status } = await api.call("createOrder", {
        body: JSON.stringify({ customerId: newCustomer(), items }),
        contentType: "text/plain",
        valid: false,
      });
      expect(status).to.equal(415);
    });

    it("answers 403 for a route that the spec does not have", async () => {
      const { status, json } = await api.request({ method: "DELETE", path: "/orders" });
      expect(status).to.equal(403);
      expect(json).to.deep.equal({ message: "Missing Authentication Token" });
    });
  });
}
