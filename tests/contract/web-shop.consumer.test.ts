import { Matchers } from "@pact-foundation/pact";
import { expect } from "chai";
import got from "got";
import { definePact } from "lockstep-sam/pact";
import { createOrderClient } from "./web-shop-order-client.ts";

const { eachLike, fromProviderState, integer, like, regex } = Matchers;

const orderId = "ORD-7F3A9C21D4E8B605";
const customerId = "CUST-1A2B3C4D5E6F70";
const json = { "Content-Type": regex("^application/json(;.*)?$", "application/json") };
const items = eachLike({ productId: regex("^PROD-[0-9A-Z]+$", "PROD-A"), quantity: integer(2) });

function injectedOrder(status: "created" | "cancelled") {
  return {
    orderId: fromProviderState("${orderId}", orderId),
    customerId: fromProviderState("${customerId}", customerId),
    items,
    status,
    createdAt: like("2030-01-31T09:30:00.000Z"),
  };
}

function problem(error: string, message: string) {
  return { error, message: like(message) };
}

describe("web-shop, a consumer of the Order API", () => {
  const pact = definePact({ consumer: "web-shop", provider: "order-api", dir: "contracts" });

  it("places an order", () =>
    pact
      .interaction("a request to place an order")
      .operation("createOrder")
      .withRequest({
        method: "POST",
        path: "/orders",
        headers: { "Content-Type": "application/json" },
        body: { customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 2 }] },
      })
      .willRespondWith({
        status: 201,
        headers: json,
        body: { orderId: regex("^ORD-[0-9A-Z]+$", orderId), status: "created" },
      })
      .executeTest(async ({ url }) => {
        const created = await createOrderClient(got, url).place("CUST-001", [
          { productId: "PROD-A", quantity: 2 },
        ]);
        expect(created).to.deep.equal({ orderId, status: "created" });
      }));

  it("learns why an order without items is refused", () =>
    pact
      .interaction("a request to place an order without items")
      .operation("createOrder")
      .withRequest({
        method: "POST",
        path: "/orders",
        headers: { "Content-Type": "application/json" },
        body: { customerId: "CUST-001" },
      })
      .willRespondWith({
        status: 400,
        headers: json,
        body: problem("BadRequest", "Invalid request body"),
      })
      .executeTest(async ({ url }) => {
        const refused = await got.post(`${url}/orders`, {
          json: { customerId: "CUST-001" },
          throwHttpErrors: false,
          retry: { limit: 0 },
        });
        expect(refused.statusCode).to.equal(400);
      }));

  it("shows an order", () =>
    pact
      .interaction("a request for an order")
      .given("an order exists")
      .operation("getOrder")
      .withRequest({
        method: "GET",
        path: fromProviderState("/orders/${orderId}", `/orders/${orderId}`),
      })
      .willRespondWith({ status: 200, headers: json, body: injectedOrder("created") })
      .executeTest(async ({ url }) => {
        const order = await createOrderClient(got, url).show(orderId);
        expect(order).to.include({ orderId, customerId, status: "created" });
      }));

  it("sees that an order does not exist", () =>
    pact
      .interaction("a request for an order that does not exist")
      .given("an order does not exist")
      .operation("getOrder")
      .withRequest({
        method: "GET",
        path: fromProviderState("/orders/${orderId}", `/orders/${orderId}`),
      })
      .willRespondWith({
        status: 404,
        headers: json,
        body: problem("NotFound", `Order ${orderId} not found`),
      })
      .executeTest(async ({ url }) => {
        expect(await createOrderClient(got, url).show(orderId)).to.equal(null);
      }));

  it("lists the orders of a customer", () =>
    pact
      .interaction("a request for the orders of a customer")
      .given("an order exists")
      .operation("listOrders")
      .withRequest({
        method: "GET",
        path: "/orders",
        query: { customerId: fromProviderState("${customerId}", customerId) },
      })
      .willRespondWith({ status: 200, headers: json, body: { orders: [injectedOrder("created")] } })
      .executeTest(async ({ url }) => {
        const orders = await createOrderClient(got, url).list(customerId);
        expect(orders.map((order) => order.orderId)).to.deep.equal([orderId]);
      }));

  it("cancels an order that is not shipped", () =>
    pact
      .interaction("a request to cancel an order that is not shipped")
      .given("an order exists")
      .operation("cancelOrder")
      .withRequest({
        method: "POST",
        path: fromProviderState("/orders/${orderId}/cancel", `/orders/${orderId}/cancel`),
      })
      .willRespondWith({
        status: 200,
        headers: json,
        body: { ...injectedOrder("cancelled"), cancelledAt: like("2030-01-31T10:00:00.000Z") },
      })
      .executeTest(async ({ url }) => {
        expect(await createOrderClient(got, url).cancel(orderId)).to.equal("cancelled");
      }));

  it("cannot cancel a shipped order", () =>
    pact
      .interaction("a request to cancel a shipped order")
      .given("a shipped order exists")
      .operation("cancelOrder")
      .withRequest({
        method: "POST",
        path: fromProviderState("/orders/${orderId}/cancel", `/orders/${orderId}/cancel`),
      })
      .willRespondWith({
        status: 409,
        headers: json,
        body: problem("OrderShipped", `Order ${orderId} is shipped and cannot be cancelled`),
      })
      .executeTest(async ({ url }) => {
        expect(await createOrderClient(got, url).cancel(orderId)).to.equal("shipped");
      }));

  after("the committed contract is what these tests produce", function () {
    // A selection of the tests (--grep, .only) is not the contract.
    const tests = this.test?.parent?.tests ?? [];
    if (tests.every((test) => test.isPassed())) pact.finish();
  });
});
