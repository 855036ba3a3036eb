import { randomBytes } from "node:crypto";
import { newTraceHeader } from "../../core/new-trace-header.ts";
import { partitionOf } from "../../core/partition-of.ts";
import { buildContext, type LambdaContext } from "../../local/lambda/runtime/build-context.ts";

/** What a test may want to say about the invocation; the rest is filled as Lambda fills it. */
export interface ContextInput {
  readonly functionName?: string;
  readonly requestId?: string;
  /** MB. Default 128. */
  readonly memoryMb?: number;
  /** Milliseconds until the invocation is cut off. Default 3000. */
  readonly timeoutMs?: number;
  readonly region?: string;
  /** 12 digits. */
  readonly accountId?: string;
}

/** A context as handlers typed by `@types/aws-lambda` take it. */
export interface HandlerContext extends Omit<LambdaContext, "clientContext"> {
  readonly clientContext: undefined;
  callbackWaitsForEmptyEventLoop: boolean;
  /** Throws: runtimes from nodejs24.x on do not have it. */
  readonly done: () => void;
  /** Throws: runtimes from nodejs24.x on do not have it. */
  readonly fail: () => void;
  /** Throws: runtimes from nodejs24.x on do not have it. */
  readonly succeed: () => void;
}

function refuseToEnd(): never {
  throw new Error(
    "context.done, fail and succeed are gone from nodejs24.x on, and nobody waits for them here: return a promise.",
  );
}

/** An id in the form of a UUID. */
function randomHex(length: number): string {
  return randomBytes(length / 2).toString("hex");
}

function newRequestId(): string {
  const hex = randomBytes(16).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

/**
 * A Lambda context with every field the Node.js runtime gives, for calling a handler directly.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 * @example
 * await handler(event, createContext({ timeoutMs: 500 }));
 */
export function createContext(input: ContextInput = {}): HandlerContext {
  const {
    functionName = "function",
    region = "us-east-1",
    accountId = "123456789012",
    timeoutMs = 3000,
  } = input;
  const context = buildContext({
    requestId: input.requestId ?? newRequestId(),
    traceHeader: newTraceHeader({ now: Date.now }, { hex: randomHex }),
    clientContext: null,
    tenantId: undefined,
    runtimeMajor: 24,
    deadline: Date.now() + timeoutMs,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${functionName}`,
    memoryMb: input.memoryMb ?? 128,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${randomBytes(16).toString("hex")}`,
  });
  return {
    ...context,
    clientContext: undefined,
    callbackWaitsForEmptyEventLoop: true,
    done: refuseToEnd,
    fail: refuseToEnd,
    succeed: refuseToEnd,
  };
}
