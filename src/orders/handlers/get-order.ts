import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { answer, type Request } from "../answer.ts";
import { findOrder } from "../orders-table.ts";
import { badRequest, jsonResponse, orderNotFound } from "../response.ts";
import { checkOrderId } from "../validation/check-order-id.ts";

/** `GET /orders/{orderId}` */
export const handler = (
  event: APIGatewayProxyEvent,
  context: Context,
): Promise<APIGatewayProxyResult> => answer("getOrder", event, context, getOrder);

async function getOrder({
  event,
  settings,
  requestId,
  log,
}: Request): Promise<APIGatewayProxyResult> {
  const orderId = checkOrderId(event.pathParameters?.["orderId"]);
  if (!orderId.ok) {
    return badRequest(orderId.violations, requestId);
  }
  const order = await findOrder(settings.ordersTable, orderId.value);
  log.info(order === undefined ? "order not found" : "order found");
  return order === undefined ? orderNotFound(orderId.value, requestId) : jsonResponse(200, order);
}
