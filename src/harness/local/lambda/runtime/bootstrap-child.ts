import { writeSync } from "node:fs";
import { buildContext } from "./build-context.ts";
import { captureOutput } from "./capture-output.ts";
import { describeFailure } from "./describe-failure.ts";
import { loadHandler, type Handler } from "./load-handler.ts";
import {
  readParentMessage,
  type InvokeMessage,
  type RuntimeMessage,
  type StartMessage,
} from "./protocol.ts";
import { refuseStreaming } from "./refuse-streaming.ts";
import { runHandler } from "./run-handler.ts";

// The main module of an execution environment: a child process that runs one function, one
// invocation at a time. It is kept lean, since every cold start pays for it.

const channel = process.channel;
const sendToParent = process.send?.bind(process);
let requestId: string | undefined;
let idle: (() => void) | null = null;
let started: { readonly message: StartMessage; readonly handler: Handler } | null = null;

function send(message: RuntimeMessage, sent?: () => void): void {
  sendToParent?.(message, undefined, undefined, sent);
}

const output = captureOutput({
  write: (stream, text) => send({ kind: "log", stream, text }),
  requestId: () => requestId,
});

/** Ends the answer on both raw streams: loggers may write to the descriptors themselves. */
function mark(marker: string): boolean {
  output.flush();
  try {
    return writeSync(1, marker) > 0 && writeSync(2, marker) > 0;
  } catch {
    return false;
  }
}

function onIdle(callback: () => void): () => void {
  idle = callback;
  return () => {
    if (idle === callback) idle = null;
  };
}

/** On nodejs24 the process simply ends here; the reason is told, since Lambda's error does not. */
function endStalled(what: string): void {
  output.flush();
  const text = `[lockstep] ${what}: nothing is left in the event loop, so it can never finish.`;
  send({ kind: "log", stream: "stderr", text }, () => process.exit(0));
  channel?.ref();
}

async function start(message: StartMessage): Promise<void> {
  channel?.unref();
  const release = onIdle(() => endStalled("A top-level await never settled"));
  try {
    started = { message, handler: await loadHandler(message) };
    release();
    send({ kind: "ready", marked: mark(message.marker) });
  } catch (error) {
    release();
    const failure = describeFailure(error, "init");
    send({ kind: "failed", failure, marked: mark(message.marker) });
  }
  channel?.ref();
}

async function invoke(message: InvokeMessage): Promise<void> {
  if (started === null) return;
  const { handler, message: definition } = started;
  channel?.unref();
  requestId = message.requestId;
  process.env["_X_AMZN_TRACE_ID"] = message.traceHeader;
  const { runtimeMajor, marker } = definition;
  const context = buildContext({
    requestId: message.requestId,
    traceHeader: message.traceHeader,
    clientContext: message.clientContext,
    deadline: message.deadline,
    functionName: process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "",
    functionVersion: process.env["AWS_LAMBDA_FUNCTION_VERSION"] ?? "$LATEST",
    invokedFunctionArn: definition.arn,
    memoryMb: Number(process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]),
    logGroupName: process.env["AWS_LAMBDA_LOG_GROUP_NAME"] ?? "",
    logStreamName: process.env["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "",
  });
  const outcome = await runHandler({
    handler,
    event: message.payload,
    context,
    runtimeMajor,
    onIdle,
  });
  if (outcome.kind === "stalled") return endStalled("The handler's promise never settled");
  const marked = mark(marker);
  if (outcome.kind === "value") send({ kind: "done", payload: outcome.payload, marked });
  else send({ kind: "failed", failure: outcome.failure, marked });
  channel?.ref();
}

process.on("message", (value: unknown) => {
  const message = readParentMessage(value);
  if (message?.kind === "start") void start(message);
  else if (message?.kind === "invoke") void invoke(message);
  else if (message?.kind === "end") process.exit(0);
});
process.on("disconnect", () => process.exit(0));
process.on("beforeExit", () => idle?.());
// Only watches: the process still dies of it, as it does on Lambda.
process.on("uncaughtExceptionMonitor", (error: unknown, origin) => {
  output.flush();
  const failure = describeFailure(error, "exit");
  const rejected = origin === "unhandledRejection" && (started?.message.runtimeMajor ?? 24) < 24;
  const errorType = rejected ? "Runtime.UnhandledPromiseRejection" : failure.errorType;
  send({ kind: "dying", failure: { ...failure, errorType } });
});
refuseStreaming();
// A handler must not find that it is somebody's child.
delete process.send;
delete process.env["NODE_COMPILE_CACHE"];
