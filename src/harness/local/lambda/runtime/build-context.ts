import type { JsonValue } from "../../../core/json.ts";

/** What a Context is made of. */
export interface ContextInput {
  readonly requestId: string;
  readonly traceHeader: string;
  /** Decoded client context; `null` leaves the field undefined. */
  readonly clientContext: JsonValue;
  readonly tenantId: string | undefined;
  readonly runtimeMajor: number;
  /** Milliseconds since the Unix epoch at which the invocation is cut off. */
  readonly deadline: number;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/**
 * The object a Node.js handler gets as its second argument, with the members of runtime nodejs24.x
 * (the callback members of older runtimes are added where the handler is called).
 */
export interface LambdaContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  /** A string, as AWS has it. */
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly identity: undefined;
  readonly clientContext: JsonValue | undefined;
  readonly tenantId: string | undefined;
  /** Absent up to nodejs22.x. */
  readonly xRayTraceId?: string;
  /** Milliseconds left, by the wall clock; negative when the time is up. */
  getRemainingTimeInMillis(): number;
}

/** Builds the Context object of one invocation (AWS Lambda, "Node.js context object"). */
export function buildContext(input: ContextInput): LambdaContext {
  return {
    clientContext: input.clientContext ?? undefined,
    identity: undefined,
    invokedFunctionArn: input.invokedFunctionArn,
    awsRequestId: input.requestId,
    tenantId: input.tenantId,
    ...(input.runtimeMajor >= 24 ? { xRayTraceId: input.traceHeader } : {}),
    getRemainingTimeInMillis: () => Math.floor(input.deadline) - Date.now(),
    functionName: input.functionName,
    functionVersion: input.functionVersion,
    memoryLimitInMB: String(input.memoryMb),
    logGroupName: input.logGroupName,
    logStreamName: input.logStreamName,
  };
}
