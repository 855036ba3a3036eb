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

/** Milliseconds an engine may take to create or drop a table, and between two looks. */
const changeLimitMs = 5000;
const lookEveryMs = 5;

/** Looks at a table until it is as wanted; false when that takes too long. */
async function untilTable(
  { endpoint, region }: TablePlace,
  tableName: string,
  isWanted: (answer: DynamoAnswer) => boolean,
): Promise<boolean> {
  for (let waited = 0; waited < changeLimitMs; waited += lookEveryMs) {
    if (isWanted(await callDynamo(endpoint, region, "DescribeTable", { TableName: tableName }))) {
      return true;
    }
    await delay(lookEveryMs);
  }
  return false;
}

/** A table that is still being created refuses reads and writes. */
function isActive({ body }: DynamoAnswer): boolean {
  const table = body["Table"];
  return isObject(table) && table["TableStatus"] === "ACTIVE";
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
  const created = error === null || error === "ResourceInUseException";
  if (created && (await untilTable(place, table.tableName, isActive))) return;
  const reason = created
    ? `it was not ready within ${changeLimitMs / 1000} s`
    : `${error}: ${messageOf(answer)}`;
  throw new LockstepError({
    code: "aws/table-not-created",
    message: `The table ${table.tableName} (${table.logicalId}) could not be created: ${reason}`,
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

/** An engine answers DeleteTable before the table is gone; creating it at once would find the old one. */
async function dropTable(place: TablePlace, { tableName }: TableDefinition): Promise<void> {
  const named = { TableName: tableName };
  await callDynamo(place.endpoint, place.region, "DeleteTable", named);
  const isGone = (answer: DynamoAnswer): boolean =>
    dynamoErrorName(answer) === "ResourceNotFoundException";
  if (await untilTable(place, tableName, isGone)) return;
  throw new LockstepError({
    code: "aws/table-not-created",
    message: `The table ${tableName} could not be emptied: it was not dropped within ${changeLimitMs / 1000} s.`,
  });
}

/** Drops every table of the template and creates it anew: the quickest way to empty it. */
export async function recreateTables(
  place: TablePlace,
  tables: readonly TableDefinition[],
): Promise<void> {
  await Promise.all(tables.map((table) => dropTable(place, table)));
  await createTables(place, tables);
}
