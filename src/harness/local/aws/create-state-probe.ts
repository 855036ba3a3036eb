import type * as DocumentCommands from "@aws-sdk/lib-dynamodb";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { ProbedTable, StateProbe } from "../../core/state-probe.ts";
import { toPlainItem, toPlainNumber } from "./to-plain-item.ts";

/** How to reach the tables. */
export interface StateProbeOptions {
  readonly tables: readonly ProbedTable[];
  readonly endpoint: string;
  readonly region: string;
}

interface Connection {
  readonly client: DocumentCommands.DynamoDBDocumentClient;
  readonly commands: typeof DocumentCommands;
}

/** The SDK takes a moment to load, so it is loaded when state is first asked for. */
async function connect({ endpoint, region }: StateProbeOptions): Promise<Connection> {
  const [{ DynamoDBClient }, commands] = await Promise.all([
    import("@aws-sdk/client-dynamodb"),
    import("@aws-sdk/lib-dynamodb"),
  ]);
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    client: commands.DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
      unmarshallOptions: { wrapNumbers: toPlainNumber },
    }),
    commands,
  };
}

/**
 * Reads and writes the tables of a DynamoDB endpoint in plain values, by logical id or table name.
 * What DynamoDB has and JSON has not is read as `toPlainItem` says; plain values are written as
 * strings, numbers, booleans, nulls, lists and maps, never as sets or binary.
 *
 * Throws `aws/unknown-table` (from every method) for a table the template does not have.
 */
export function createStateProbe(options: StateProbeOptions): StateProbe {
  let connection: Promise<Connection> | null = null;
  const connected = (): Promise<Connection> => (connection ??= connect(options));
  const nameOf = (table: string): string => {
    const found = options.tables.find(
      ({ logicalId, tableName }) => logicalId === table || tableName === table,
    );
    if (found !== undefined) return found.tableName;
    throw new LockstepError({
      code: "aws/unknown-table",
      message: `The template has no table "${table}".`,
      hint: `Its tables are ${options.tables.map(({ logicalId, tableName }) => `${logicalId} (${tableName})`).join(", ") || "none"}.`,
    });
  };
  return {
    tables: options.tables,
    put: async (table, item) => {
      const TableName = nameOf(table);
      const { client, commands } = await connected();
      await client.send(new commands.PutCommand({ TableName, Item: { ...item } }));
    },
    get: async (table, key) => {
      const TableName = nameOf(table);
      const { client, commands } = await connected();
      const { Item } = await client.send(
        new commands.GetCommand({ TableName, Key: { ...key }, ConsistentRead: true }),
      );
      return Item === undefined ? null : toPlainItem(Item);
    },
    delete: async (table, key) => {
      const TableName = nameOf(table);
      const { client, commands } = await connected();
      await client.send(new commands.DeleteCommand({ TableName, Key: { ...key } }));
    },
    scan: async (table, limit) => {
      const TableName = nameOf(table);
      const { client, commands } = await connected();
      const { Items } = await client.send(new commands.ScanCommand({ TableName, Limit: limit }));
      return (Items ?? []).map(toPlainItem);
    },
  };
}
