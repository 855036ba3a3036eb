import path from "node:path";
import type { FunctionDefinition } from "../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../src/harness/core/json.ts";
import type { FunctionPool } from "../../../src/harness/local/lambda/function-pool.ts";
import { createFunctionPool } from "../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../support/lambda/define-function.ts";

/** A function under tests/fixtures/functions/bench, or of a file elsewhere. */
export function benchFunction(logicalId: string, file: string): FunctionDefinition {
  const defined = defineFunction(logicalId, path.join("bench", path.basename(file)), "handler", {
    timeoutMs: 30_000,
    memoryMb: 512,
  });
  if (!path.isAbsolute(file)) return defined;
  return { ...defined, codeRoot: path.dirname(file), entryFile: file };
}

/** A pool of functions with built modules and compiled code in a folder of its own. */
export function benchPool(
  functions: readonly FunctionDefinition[],
  cacheFolder: string,
): FunctionPool {
  return createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" }, cacheFolder });
}

/** Invokes once; a failure ends the benchmark. */
export async function invokeOnce(
  pool: FunctionPool,
  logicalId: string,
  payload: JsonValue,
): Promise<JsonValue> {
  const result = await pool.invoke(logicalId, invocationOf(payload));
  if (result.failure !== null) throw new Error(`${logicalId}: ${result.failure.errorMessage}`);
  return result.payload;
}

/** Milliseconds a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
