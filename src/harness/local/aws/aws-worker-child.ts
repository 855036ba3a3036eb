/**
 * The thread `startAwsSync` runs the endpoint in. It tells its port through shared memory, since the
 * thread that started it is waiting and reads no messages.
 */
import { parentPort, workerData } from "node:worker_threads";
import { isObject } from "../../core/json.ts";
import { startAws, type AwsOptions } from "./start-aws.ts";
import { describeError, writeReply } from "./worker-reply.ts";

interface WorkerInput {
  readonly shared: SharedArrayBuffer;
  readonly options: AwsOptions;
}

function isWorkerInput(value: unknown): value is WorkerInput {
  return (
    isObject(value) && value["shared"] instanceof SharedArrayBuffer && isObject(value["options"])
  );
}

async function main(input: WorkerInput): Promise<void> {
  try {
    const aws = await startAws(input.options);
    writeReply(input.shared, { endpoint: aws.endpoint, engine: aws.engine.name });
    parentPort?.on("message", () => {
      void aws.close().then(() => process.exit(0));
    });
  } catch (error) {
    writeReply(input.shared, describeError(error));
  }
}

if (isWorkerInput(workerData)) await main(workerData);
