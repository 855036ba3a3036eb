import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

import type { Order } from "./order.ts";
import { isPageEnd, type PageEnd } from "./paging-token.ts";
import { orderKey, toItem, toOrder } from "./stored-order.ts";
import type { ListQuery } from "./validation/check-list-query.ts";

// One client for the life of the environment: its connections outlast the request.
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const CUSTOMER_INDEX = "customer-orders";

/** Stores a new order; `false` when its id is taken, and then nothing is written. */
export async function storeOrder(table: string, order: Order): Promise<boolean> {
  return holds(
    documents.send(
      new PutCommand({
        TableName: table,
        Item: toItem(order),
        ConditionExpression: "attribute_not_exists(PK)",
      }),
    ),
  );
}

export async function findOrder(table: string, orderId: string): Promise<Order | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: table, Key: orderKey(orderId), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : toOrder(Item);
}

export interface OrdersPage {
  readonly orders: readonly Order[];
  /** Where the page ends, when more may follow. */
  readonly end: PageEnd | undefined;
}

/** A page of the customer's orders, newest first. */
export async function listOrders(table: string, query: ListQuery): Promise<OrdersPage> {
  const { Items, LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: table,
      IndexName: CUSTOMER_INDEX,
      KeyConditionExpression: "customerId = :customerId",
      ExpressionAttributeValues: { ":customerId": query.customerId },
      ScanIndexForward: false,
      Limit: query.limit,
      ...(query.after === undefined ? {} : { ExclusiveStartKey: { ...query.after } }),
    }),
  );
  return {
    orders: (Items ?? []).map(toOrder),
    end: isPageEnd(LastEvaluatedKey) ? LastEvaluatedKey : undefined,
  };
}

/**
 * Cancels the order unless it is shipped; one that is cancelled already keeps its time.
 * `false` when there is no such order or it is shipped, and then nothing is written.
 */
export async function cancelOrder(table: string, orderId: string, at: Date): Promise<boolean> {
  return holds(
    documents.send(
      new UpdateCommand({
        TableName: table,
        Key: orderKey(orderId),
        UpdateExpression: "SET #status = :cancelled, cancelledAt = if_not_exists(cancelledAt, :at)",
        ConditionExpression: "attribute_exists(PK) AND #status <> :shipped",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ":cancelled": "cancelled",
          ":shipped": "shipped",
          ":at": at.toISOString(),
        },
      }),
    ),
  );
}

/** Whether the condition of a write held. */
async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return false;
    }
    throw error;
  }
}
