import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  plainLogging,
  type FunctionDefinition,
  type Invocation,
} from "../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../src/harness/core/json.ts";

/** Folder of the functions tests run. */
export const functionsFolder = fileURLToPath(new URL("../../fixtures/functions", import.meta.url));

/** A definition of a function under tests/fixtures/functions: `define("A", "javascript/index.mjs", "count")`. */
export function defineFunction(
  logicalId: string,
  file: string,
  exportName: string,
  changes: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  const folder = path.join(functionsFolder, path.dirname(file));
  return {
    logicalId,
    functionName: `test-${logicalId}`,
    arn: `arn:aws:lambda:eu-west-1:123456789012:function:test-${logicalId}`,
    handler: `${path.basename(file).replace(/\.\w+$/, "")}.${exportName}`,
    codeRoot: folder,
    entryFile: path.join(functionsFolder, file),
    exportName,
    runtime: "nodejs24.x",
    timeoutMs: 5000,
    memoryMb: 128,
    reservedConcurrency: null,
    logging: plainLogging,
    environment: {},
    layers: [],
    build: null,
    ...changes,
  };
}

let invocations = 0;

/** An invocation with ids of its own. */
export function invocationOf(payload: JsonValue): Invocation {
  invocations += 1;
  const digits = String(invocations).padStart(12, "0");
  return {
    payload,
    requestId: `00000000-0000-4000-8000-${digits}`,
    traceHeader: `Root=1-00000000-${digits}${digits};Parent=0000000000000000;Sampled=0`,
    clientContext: null,
  };
}
