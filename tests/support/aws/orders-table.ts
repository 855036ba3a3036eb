import type { TableDefinition } from "../../../src/harness/local/aws/table-definition.ts";

/** A table with a sort key and an index, as a template would define it. */
export const ordersTable: TableDefinition = {
  logicalId: "OrdersTable",
  tableName: "dev-orders",
  keys: ["PK", "SK"],
  createTableInput: {
    TableName: "dev-orders",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "PK", AttributeType: "S" },
      { AttributeName: "SK", AttributeType: "S" },
      { AttributeName: "customerId", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "PK", KeyType: "HASH" },
      { AttributeName: "SK", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "customer-orders",
        KeySchema: [{ AttributeName: "customerId", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  },
};

/** A table with one key attribute, PK. */
export function tableOf(tableName: string): TableDefinition {
  return {
    logicalId: "Table",
    tableName,
    keys: ["PK"],
    createTableInput: {
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "PK", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "PK", KeyType: "HASH" }],
    },
  };
}
