import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { answer, type Request } from "../answer.ts";
import { cancelOrder, findOrder } from "../orders-table.ts";
import { badRequest, jsonResponse, orderNotFound, problemResponse } from "../response.ts";
import { checkOrderId } from "../validation/check-order-id.ts";

/** `POST /orders/{orderId}/cancel` */
export const handler = (
  event: APIGatewayProxyEvent,
  context: Context,
): Promise<APIGatewayProxyResult> => answer("cancelOrder", event, context, cancel);

async function cancel({
  event,
  settings,
  requestId,
  log,
}: Request): Promise<APIGatewayProxyResult> {
  const checked = checkOrderId(event.pathParameters?.["orderId"]);
  if (!checked.ok) {
    return badRequest(checked.violations, requestId);
  }
  if (!settings.cancelEnabled) {
    const message = "Orders cannot be cancelled on this stage";
    return problemResponse(409, { error: "CancellingDisabled", message, requestId });
  }
  const orderId = checked.value;
  const cancelled = await cancelOrder(settings.ordersTable, orderId, new Date());
  const order = await findOrder(settings.ordersTable, orderId);
  if (order === undefined) {
    return orderNotFound(orderId, requestId);
  }
  if (!cancelled) {
    const message = `Order ${orderId} is shipped and cannot be cancelled`;
    return problemResponse(409, { error: "OrderShipped", message, requestId });
  }
  log.info("order cancelled");
  return jsonResponse(200, order);
}
