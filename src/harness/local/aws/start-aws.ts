import { devNull } from "node:os";
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
  close(): Promise<void>;
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

async function serve(engine: DynamoEngine, options: AwsOptions): Promise<LocalAws> {
  const place = { endpoint: engine.endpoint, region: options.region };
  await createTables(place, options.tables);
  const calls = createCallLog();
  const reset = async (): Promise<void> => {
    if (engine.isOurs) return recreateTables(place, options.tables);
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
    state: createStateProbe({ tables: options.tables, endpoint, region: options.region }),
    engine: { name: engine.name },
    callsOf: (root) => calls.callsOf(root),
    reset,
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
