import { startAwsSync } from "../../../src/harness/local/aws/start-aws-sync.ts";
import { ordersTable } from "./orders-table.ts";

// A program that starts the endpoint without an await, uses it, and should end by itself.
const aws = startAwsSync({
  tables: [ordersTable],
  region: "eu-west-1",
  accountId: "123456789012",
  dynamodb: { kind: process.argv[2] === "dynalite" ? "dynalite" : "auto" },
});
Object.assign(process.env, aws.environment);
const item = { PK: "1", SK: "2", total: 3 };
await aws.state.put("OrdersTable", item);
const found = await aws.state.get("OrdersTable", { PK: "1", SK: "2" });
await aws.reset();
const left = await aws.state.scan("OrdersTable", 5);
process.stdout.write(JSON.stringify({ found, left, engine: aws.engineName }));
