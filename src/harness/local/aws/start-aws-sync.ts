import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import { createStateProbe } from "./create-state-probe.ts";
import { controlHeader } from "./serve-aws.ts";
import { clientEnvironment, type AwsOptions } from "./start-aws.ts";
import { createReplyMemory, waitForReply } from "./worker-reply.ts";

/** The local AWS endpoint in a thread of its own. */
export interface BackgroundAws {
  readonly endpoint: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly state: StateProbe;
  readonly engineName: string;
  /** Empties every table. */
  reset(): Promise<void>;
}

const startTimeoutMs = 15_000;

/** The thread's module lies beside this one, as `.ts` in the sources and as `.js` once built. */
function workerFile(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileURLToPath(new URL(`./aws-worker-child.${extension}`, import.meta.url));
}

/**
 * Starts the local AWS endpoint and returns when it listens, without an `await`: a set-up file that
 * is CommonJS has none, and handlers imported after it must find the environment in place. The
 * thread does not keep the process alive.
 *
 * Throws `aws/engine-unavailable`, `aws/table-not-created` or `aws/not-ready`.
 *
 * @example
 * const aws = startAwsSync({ tables, region: "eu-west-1", accountId: "123456789012", dynamodb: { kind: "auto" } });
 * Object.assign(process.env, aws.environment);
 */
export function startAwsSync(options: AwsOptions): BackgroundAws {
  const shared = createReplyMemory();
  // Runner flags (loaders, --import of this very module) are not for the thread.
  const plain = {
    ...options,
    tables: options.tables.map(({ logicalId, tableName, keys, createTableInput }) => ({
      logicalId,
      tableName,
      keys,
      createTableInput,
    })),
  };
  const worker = new Worker(workerFile(), {
    workerData: { shared, options: plain },
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  worker.unref();
  const reply = waitForReply(shared, startTimeoutMs);
  if (reply === null) {
    void worker.terminate();
    throw new LockstepError({
      code: "aws/not-ready",
      message: `The local AWS endpoint did not start within ${startTimeoutMs / 1000} s.`,
    });
  }
  if ("error" in reply) {
    const { code, error: message, hint } = reply;
    throw new LockstepError({ code, message, ...(hint === null ? {} : { hint }) });
  }
  const { endpoint, engine } = reply;
  return {
    endpoint,
    environment: clientEnvironment(endpoint, options.region),
    state: createStateProbe({ tables: options.tables, endpoint, region: options.region }),
    engineName: engine,
    reset: async () => {
      const response = await fetch(`${endpoint}/_lockstep/reset`, {
        method: "POST",
        headers: { [controlHeader]: "reset" },
      });
      if (response.ok) return;
      const text = await response.text();
      throw new LockstepError({
        code: "aws/table-not-created",
        message: `The tables could not be emptied: ${text}`,
      });
    },
  };
}
