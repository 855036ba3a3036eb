import {
  plainLogging,
  type FunctionDefinition,
  type FunctionFailure,
  type FunctionInvoker,
  type Invocation,
  type InvocationResult,
} from "../../../src/harness/core/function-invoker.ts";
import { isJsonValue } from "../../../src/harness/core/json.ts";

/** A function of the table: gets the event, returns what a handler would, or throws. */
export type TableFunction = (event: unknown, invocation: Invocation) => unknown;

function define(logicalId: string): FunctionDefinition {
  return {
    logicalId,
    functionName: `test-${logicalId}`,
    arn: `arn:aws:lambda:us-east-1:123456789012:function:test-${logicalId}`,
    handler: "index.handler",
    codeRoot: "/code",
    entryFile: "/code/index.ts",
    exportName: "handler",
    runtime: "nodejs24.x",
    timeoutMs: 3000,
    memoryMb: 128,
    reservedConcurrency: null,
    logging: plainLogging,
    environment: {},
    layers: [],
    build: null,
  };
}

/** How a function of the table fails on purpose: throw it. */
export class PlannedFailure extends Error {
  readonly failure: FunctionFailure;

  constructor(kind: FunctionFailure["kind"], errorType: string, errorMessage: string) {
    super(errorMessage);
    this.failure = { kind, errorType, errorMessage, trace: [] };
  }
}

function outcome(payload: unknown, failure: FunctionFailure | null): InvocationResult {
  const json: unknown = payload === undefined ? null : JSON.parse(JSON.stringify(payload));
  return {
    payload: isJsonValue(json) ? json : null,
    failure,
    logs: [{ stream: "stdout", text: "called" }],
    durationMs: 1,
    initDurationMs: null,
    stream: null,
    report: null,
  };
}

/** An invoker whose functions are plain callbacks: the edge of the stage, without a runtime. */
export function functionTable(functions: Readonly<Record<string, TableFunction>>): FunctionInvoker {
  return {
    functions: new Map(Object.keys(functions).map((id) => [id, define(id)])),
    async invoke(logicalId, invocation) {
      const called = functions[logicalId];
      if (called === undefined) throw new Error(`no function ${logicalId}`);
      try {
        return outcome(await called(invocation.payload, invocation), null);
      } catch (error) {
        if (error instanceof PlannedFailure) return outcome(null, error.failure);
        const message = error instanceof Error ? error.message : String(error);
        return outcome(null, {
          kind: "thrown",
          errorType: "Error",
          errorMessage: message,
          trace: [],
        });
      }
    },
    close: async () => {},
  };
}
