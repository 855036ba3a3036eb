import { setTimeout as delay } from "node:timers/promises";
import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { callDynamo, dynamoErrorName, type DynamoAnswer } from "./dynamo-request.ts";
import type { TableDefinition } from "./table-definition.ts";

/** Where the tables are. */
export interface TablePlace {
  readonly endpoint: string;
  readonly region: string;
}

function messageOf({ body }: DynamoAnswer): string {
  const message = body["message"] ?? body["Message"];
  return typeof message === "string" ? message : "no message";
}

async function createTable(place: TablePlace, table: TableDefinition): Promise<void> {
  const answer = await callDynamo(
    place.endpoint,
    place.region,
    "CreateTable",
    table.createTableInput,
  );
  const error = dynamoErrorName(answer);
  // A DynamoDB that runs elsewhere may have the table from before; then it is used as it is.
  if (error === null || error === "ResourceInUseException") {
    await untilStatus(place, table, "ACTIVE");
    return;
  }
  throw new LockstepError({
    code: "aws/table-not-created",
    message: `The table ${table.tableName} (${table.logicalId}) could not be created: ${error}: ${messageOf(answer)}`,
  });
}

/** How long a table may take to come or to go, in milliseconds; one that runs here takes none. */
const settleLimitMs = 20_000;

/** The status of a table, `null` when there is none. */
async function statusOf(place: TablePlace, table: TableDefinition): Promise<string | null> {
  const input = { TableName: table.tableName };
  const { body } = await callDynamo(place.endpoint, place.region, "DescribeTable", input);
  const description = isObject(body["Table"]) ? body["Table"] : {};
  const status = description["TableStatus"];
  return typeof status === "string" ? status : null;
}

/** Creating and deleting go on after the answer, as on AWS: a table in between takes no calls. */
async function untilStatus(
  place: TablePlace,
  table: TableDefinition,
  wanted: string | null,
): Promise<void> {
  const end = Date.now() + settleLimitMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, 500)) {
    const status = await statusOf(place, table);
    if (status === wanted) return;
    if (Date.now() > end) {
      throw new LockstepError({
        code: "aws/table-not-created",
        message: `The table ${table.tableName} (${table.logicalId}) is ${status ?? "gone"} after ${settleLimitMs / 1000} s.`,
      });
    }
    await delay(pauseMs);
  }
}

async function deleteTable(place: TablePlace, table: TableDefinition): Promise<void> {
  const input = { TableName: table.tableName };
  const answer = await callDynamo(place.endpoint, place.region, "DeleteTable", input);
  const error = dynamoErrorName(answer);
  if (error === null || error === "ResourceNotFoundException") {
    return untilStatus(place, table, null);
  }
  throw new LockstepError({
    code: "aws/table-not-created",
    message: `The table ${table.tableName} (${table.logicalId}) could not be emptied: ${error}: ${messageOf(answer)}`,
  });
}

/** Creates every table of the template. Throws `aws/table-not-created`. */
export async function createTables(
  place: TablePlace,
  tables: readonly TableDefinition[],
): Promise<void> {
  try {
    await Promise.all(tables.map((table) => createTable(place, table)));
  } catch (error) {
    if (LockstepError.is(error)) throw error;
    throw new LockstepError({
      code: "aws/engine-unavailable",
      message: `No DynamoDB answers at ${place.endpoint}.`,
      cause: error,
    });
  }
}

/** Drops every table of the template and creates it anew: the quickest way to empty it. */
export async function recreateTables(
  place: TablePlace,
  tables: readonly TableDefinition[],
): Promise<void> {
  await Promise.all(tables.map((table) => deleteTable(place, table)));
  await createTables(place, tables);
}
