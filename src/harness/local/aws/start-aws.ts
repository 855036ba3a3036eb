import { devNull } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { AwsCall } from "../../core/target.ts";
import { createCallLog } from "./call-log.ts";
import { createStateProbe } from "./create-state-probe.ts";
import { createTables, recreateTables } from "./create-tables.ts";
import type { DynamoChoice, DynamoEngine } from "./dynamo-engine.ts";
import { serveAws, type AwsServer } from "./serve-aws.ts";
import { startEngine } from "./start-engine.ts";
import type { TableDefinition } from "./table-definition.ts";

/** What the local AWS is made of. */
export interface AwsOptions {
  readonly tables: readonly TableDefinition[];
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly dynamodb: DynamoChoice;
}

/** AWS as functions on this machine see it: one endpoint, tables from the template. */
export interface LocalAws {
  /** `http://127.0.0.1:port`. */
  readonly endpoint: string;
  /** Variables that point unmodified SDK clients here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly state: StateProbe;
  readonly engine: { readonly name: string };
  /** AWS calls made under a trace root (`1-…-…`). */
  callsOf(traceRoot: string): readonly AwsCall[];
  /** Empties every table. Rejects with `aws/tables-not-ours` where the engine runs elsewhere. */
  reset(): Promise<void>;
  /**
   * Takes the tables of a template that was edited. New ones are created; those that are there stay as they
   * are with their items, and take another definition with the next `reset`. Throws `aws/table-not-created`.
   */
  redefineTables(tables: readonly TableDefinition[]): Promise<TableChange>;
  close(): Promise<void>;
}

/** What another template made of the tables, by table name. */
export interface TableChange {
  readonly created: readonly string[];
  /** Tables whose definition is another now, which wait for a reset. */
  readonly outdated: readonly string[];
  /** Tables the template no longer has, which stay until the end. */
  readonly left: readonly string[];
}

/**
 * What makes SDK clients talk to an endpoint on this machine and to nothing else: the endpoint,
 * credentials that sign but open nothing, and no look at the instance's metadata or shared files.
 *
 * AWS_ACCOUNT_ID is not among it, as Lambda does not set it.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function clientEnvironment(
  endpoint: string,
  region: string,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    AWS_EC2_METADATA_DISABLED: "true",
    // Without them clients look into the home folder, which they find even where HOME is not set.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

type Tables = ReadonlyMap<string, TableDefinition>;

function byName(tables: readonly TableDefinition[]): Map<string, TableDefinition> {
  return new Map(tables.map((table) => [table.tableName, table]));
}

/**
 * @param running as they are in the engine, those that are declared no more among them
 * @param declared as they were declared last
 */
function compareTables(running: Tables, declared: Tables, next: Tables): TableChange {
  const differs = (from: Tables, name: string): boolean => {
    const [known, other] = [from.get(name), next.get(name)];
    return (
      known !== undefined && !isDeepStrictEqual(known.createTableInput, other?.createTableInput)
    );
  };
  const names = [...next.keys()];
  const isTold = (name: string): boolean => declared.has(name) && !differs(declared, name);
  return {
    created: names.filter((name) => !running.has(name)),
    outdated: names.filter((name) => differs(running, name) && !isTold(name)),
    left: [...declared.keys()].filter((name) => !next.has(name)),
  };
}

async function serve(engine: DynamoEngine, options: AwsOptions): Promise<LocalAws> {
  const place = { endpoint: engine.endpoint, region: options.region };
  await createTables(place, options.tables);
  const tables = [...options.tables];
  const running = byName(tables);
  const calls = createCallLog();
  const reset = async (): Promise<void> => {
    if (engine.isOurs) {
      await recreateTables(place, tables);
      for (const table of tables) running.set(table.tableName, table);
      return;
    }
    throw new LockstepError({
      code: "aws/tables-not-ours",
      message: `The tables at ${engine.name} were not started here, so they are not emptied.`,
    });
  };
  const server: AwsServer = await serveAws({
    engine,
    calls,
    control: async (path) => {
      const { pathname, searchParams } = new URL(path, "http://127.0.0.1");
      if (pathname === "/_lockstep/calls") return calls.callsOf(searchParams.get("trace") ?? "");
      if (pathname !== "/_lockstep/reset") return undefined;
      await reset();
      return { reset: true };
    },
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    endpoint,
    environment: clientEnvironment(endpoint, options.region),
    state: createStateProbe({ tables, endpoint, region: options.region }),
    engine: { name: engine.name },
    callsOf: (root) => calls.callsOf(root),
    reset,
    redefineTables: async (next) => {
      const change = compareTables(running, byName(tables), byName(next));
      const isNew = ({ tableName }: TableDefinition): boolean => change.created.includes(tableName);
      const added = next.filter(isNew);
      await createTables(place, added);
      for (const table of added) running.set(table.tableName, table);
      tables.splice(0, tables.length, ...next);
      return change;
    },
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
}

/**
 * Starts the local AWS endpoint with the template's tables. What it does not implement answers 501
 * by name. Throws `aws/engine-unavailable` and `aws/table-not-created`.
 *
 * @example
 * const aws = await startAws({ tables, region: "eu-west-1", accountId: "123456789012", dynamodb: { kind: "auto" } });
 * Object.assign(process.env, aws.environment);
 */
export async function startAws(options: AwsOptions): Promise<LocalAws> {
  const engine = await startEngine(options.dynamodb);
  try {
    return await serve(engine, options);
  } catch (error) {
    await engine.close();
    throw error;
  }
}
