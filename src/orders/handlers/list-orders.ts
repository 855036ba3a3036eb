import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { answer, type Request } from "../answer.ts";
import { listOrders } from "../orders-table.ts";
import { encodePagingToken } from "../paging-token.ts";
import { badRequest, jsonResponse } from "../response.ts";
import { checkListQuery } from "../validation/check-list-query.ts";

/** `GET /orders?customerId=&limit=&nextToken=` */
export const handler = (
  event: APIGatewayProxyEvent,
  context: Context,
): Promise<APIGatewayProxyResult> => answer("listOrders", event, context, listOrdersOfCustomer);

async function listOrdersOfCustomer(request: Request): Promise<APIGatewayProxyResult> {
  const query = checkListQuery(request.event.queryStringParameters ?? {});
  if (!query.ok) {
    return badRequest(query.violations, request.requestId);
  }
  const { orders, end } = await listOrders(request.settings.ordersTable, query.value);
  request.log.info("orders listed", { customerId: query.value.customerId, orders: orders.length });
  return jsonResponse(200, {
    orders,
    ...(end === undefined ? {} : { nextToken: encodePagingToken(end) }),
  });
}
