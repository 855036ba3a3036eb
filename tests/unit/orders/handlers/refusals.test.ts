import { expect } from "chai";

import { handler as cancelOrder } from "../../../../src/orders/handlers/cancel-order.ts";
import { handler as createOrder } from "../../../../src/orders/handlers/create-order.ts";
import { handler as getOrder } from "../../../../src/orders/handlers/get-order.ts";
import { handler as listOrders } from "../../../../src/orders/handlers/list-orders.ts";
import { captureLog } from "../capture-log.ts";
import { apiEvent, lambdaContext } from "../lambda-input.ts";

const cancelOff = { ordersTable: "prod-orders", cancelEnabled: "false" };

const refusals = [
  {
    name: "createOrder without a body",
    handler: createOrder,
    event: apiEvent(),
    status: 400,
    error: "BadRequest",
    message: "the body must be a JSON object",
  },
  {
    name: "createOrder with an item too few",
    handler: createOrder,
    event: apiEvent({ body: JSON.stringify({ customerId: "CUST-001", items: [] }) }),
    status: 400,
    error: "BadRequest",
    message: "items must hold at least 1 item",
  },
  {
    name: "createOrder with a text",
    handler: createOrder,
    event: apiEvent({ headers: { "content-type": "text/plain" }, body: "{}" }),
    status: 415,
    error: "UnsupportedMediaType",
    message: "Content-Type must be application/json",
  },
  {
    name: "getOrder with a malformed id",
    handler: getOrder,
    event: apiEvent({ pathParameters: { orderId: "ord-0001" } }),
    status: 400,
    error: "BadRequest",
    message: "orderId must match ^ORD-[0-9A-Z]+$",
  },
  {
    name: "listOrders with a limit too high",
    handler: listOrders,
    event: apiEvent({ queryStringParameters: { customerId: "CUST-001", limit: "51" } }),
    status: 400,
    error: "BadRequest",
    message: "limit must be at most 50",
  },
  {
    name: "listOrders without any parameter",
    handler: listOrders,
    event: apiEvent(),
    status: 400,
    error: "BadRequest",
    message: "customerId is required",
  },
  {
    name: "cancelOrder with a malformed id, even where cancelling is off",
    handler: cancelOrder,
    event: apiEvent({ pathParameters: { orderId: "ORD-1" }, stageVariables: cancelOff }),
    status: 400,
    error: "BadRequest",
    message: "orderId must have a length of at least 7",
  },
  {
    name: "cancelOrder where cancelling is off",
    handler: cancelOrder,
    event: apiEvent({ pathParameters: { orderId: "ORD-001" }, stageVariables: cancelOff }),
    status: 409,
    error: "CancellingDisabled",
    message: "Orders cannot be cancelled on this stage",
  },
] as const;

describe("a request that the service refuses before it looks at the table", () => {
  for (const { name, handler, event, status, error, message } of refusals) {
    it(`${name} is answered ${status}`, async () => {
      const { result } = await captureLog(() => handler(event, lambdaContext));
      expect(result.statusCode).to.equal(status);
      expect(JSON.parse(result.body)).to.deep.equal({ error, message, requestId: "request-1" });
    });
  }
});
