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
  if (error === null || error === "ResourceInUseException") return;
  throw new LockstepError({
    code: "aws/table-not-created",
    message: `The table ${table.tableName} (${table.logicalId}) could not be created: ${error}: ${messageOf(answer)}`,
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
  await Promise.all(
    tables.map((table) =>
      callDynamo(place.endpoint, place.region, "DeleteTable", { TableName: table.tableName }),
    ),
  );
  await createTables(place, tables);
}
