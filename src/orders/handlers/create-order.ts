import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { answer, type Request } from "../answer.ts";
import { newOrderId } from "../order-id.ts";
import type { NewOrder, Order } from "../order.ts";
import { storeOrder } from "../orders-table.ts";
import { isAnnouncedAsJson, readJsonBody } from "../request-body.ts";
import { badRequest, jsonResponse, problemResponse } from "../response.ts";
import { checkNewOrder } from "../validation/check-new-order.ts";

const ATTEMPTS = 3;

/** `POST /orders` */
export const handler = (
  event: APIGatewayProxyEvent,
  context: Context,
): Promise<APIGatewayProxyResult> => answer("createOrder", event, context, createOrder);

async function createOrder({
  event,
  settings,
  requestId,
  log,
}: Request): Promise<APIGatewayProxyResult> {
  if (!isAnnouncedAsJson(event)) {
    const message = "Content-Type must be application/json";
    return problemResponse(415, { error: "UnsupportedMediaType", message, requestId });
  }
  const wanted = checkNewOrder(readJsonBody(event));
  if (!wanted.ok) {
    return badRequest(wanted.violations, requestId);
  }
  const order = await placeOrder(settings.ordersTable, wanted.value);
  log.info("order created", {
    orderId: order.orderId,
    customerId: order.customerId,
    items: order.items.length,
  });
  return jsonResponse(201, { orderId: order.orderId, status: order.status });
}

async function placeOrder(table: string, wanted: NewOrder): Promise<Order> {
  const createdAt = new Date().toISOString();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const order: Order = { ...wanted, orderId: newOrderId(), status: "created", createdAt };
    if (await storeOrder(table, order)) {
      return order;
    }
  }
  const error = new Error(`${ATTEMPTS} new order ids were all taken`);
  error.name = "OrderIdCollisionError";
  throw error;
}
