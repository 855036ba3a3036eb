import { Buffer } from "node:buffer";
import { Socket } from "node:net";
import { withLayerFolders } from "../layers/layer-paths.ts";
import { readLayers } from "../layers/read-layers.ts";
import { buildContext } from "./build-context.ts";
import { captureOutput } from "./capture-output.ts";
import { describeFailure } from "./describe-failure.ts";
import type { HandlerOutcome } from "./handler-call.ts";
import { handlerMode, installStreaming } from "./install-streaming.ts";
import { beginContext, type InvokeStore } from "./invoke-store.ts";
import { loadHandler, type Handler } from "./load-handler.ts";
import { frameOf, readFrames } from "./frames.ts";
import {
  channelDescriptor,
  readParentMessage,
  type InvokeMessage,
  type RuntimeMessage,
  type RuntimeOutcome,
  type StartMessage,
} from "./protocol.ts";
import { resolveFromLayers } from "./resolve-from-layers.ts";
import { reportDeaths } from "./report-deaths.ts";
import { runHandler } from "./run-handler.ts";
import { waitForDebugger } from "./wait-for-debugger.ts";

// The main module of an execution environment: a child process that runs one function, one
// invocation at a time. It is kept lean, since every cold start pays for it.

const libraryFolders =
  "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib";
const layers = readLayers(process.env["LOCKSTEP_LAYERS"]);
const read = readFrames(onMessage, () => exit(1));
// Always the same bytes: to make new ones for each message costs more than to read it.
const received = Buffer.allocUnsafe(65_536);
const onread = {
  buffer: received,
  callback(count: number): boolean {
    read(received.subarray(0, count));
    return true;
  },
};
const channel = new Socket({ fd: channelDescriptor, onread });
const sendToParent = channel.write.bind(channel);
const listenTo = process.on.bind(process);
const exit = process.exit.bind(process);
const kill = process.kill.bind(process);
const now = performance.now.bind(performance);
const readResidentBytes = process.memoryUsage.rss.bind(process.memoryUsage);
let current: InvokeMessage | null = null;
let idle: (() => void) | null = null;
let definition: StartMessage | null = null;
let handler: Handler | null = null;
let store: InvokeStore | null = null;
let begunAt = 0;
let resident = { bytes: 0, at: -Infinity };

function send(message: RuntimeMessage, sent?: () => void): void {
  sendToParent(frameOf({ ...message }), sent);
}

function major(): number {
  return definition?.runtimeMajor ?? 24;
}

function isModern(): boolean {
  return major() >= 24;
}

const output = captureOutput({
  write: (stream, text) => send({ kind: "log", stream, text }),
  // While a function initialises, nodejs24 prints a dash and its predecessors the missing value.
  requestId: () => (isModern() ? (store?.getRequestId() ?? "-") : current?.requestId),
  // That of nodejs24 does not tell its log.
  tenantId: () => (isModern() ? undefined : (current?.tenantId ?? undefined)),
  runtimeMajor: major,
  logging: () => ({
    format: definition?.logFormat ?? "Text",
    applicationLevel: definition?.logLevel ?? "INFO",
  }),
});

/** Milliseconds after which memory is read again; the parent looks as often by itself. */
const memoryIsOldMs = 20;

/** Milliseconds in which a handler can take no memory worth telling. */
const shortRunMs = 1;

/** Reading it costs more than running a small handler: it is not read after each of those. */
function residentBytes(): number {
  const at = now();
  if (at - begunAt > shortRunMs || at - resident.at > memoryIsOldMs)
    resident = { bytes: readResidentBytes(), at };
  return resident.bytes;
}

function answer(outcome: RuntimeOutcome): void {
  listen();
  output.flush();
  send({ ...outcome, residentBytes: residentBytes() });
  channel.ref();
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
  send({ kind: "log", stream: "stderr", text }, () => exit(0));
  channel.ref();
}

async function start(message: StartMessage): Promise<void> {
  definition = message;
  channel.unref();
  resolveFromLayers(layers, message.runtimeMajor);
  store = installStreaming(message.runtimeMajor);
  reportDeaths({
    runtimeMajor: major,
    log: (what, error) => output.logFailure(what, error),
    tell(failure) {
      output.flush();
      send({ kind: "dying", failure });
    },
  });
  const release = onIdle(() => endStalled("A top-level await never settled"));
  try {
    if (message.inspector !== null) waitForDebugger(message.inspector, message.moduleUrl);
    handler = await loadHandler(message);
    release();
    answer({ kind: "ready" });
  } catch (error) {
    release();
    output.logFailure(isModern() ? "Init Error" : "Uncaught Exception", error);
    answer({ kind: "failed", failure: describeFailure(error, "init", major()) });
  }
}

/** What the runtime's own process knows of itself; a handler may change its variables. */
const variable = (name: string): string => process.env[name] ?? "";

async function invoke(message: InvokeMessage): Promise<void> {
  if (definition === null || handler === null) return;
  // The connection a response is streamed over would keep Lambda's runtime alive, too.
  if (handlerMode(handler) !== "streaming") channel.unref();
  current = message;
  begunAt = now();
  process.env["_X_AMZN_TRACE_ID"] = message.traceHeader;
  if (store !== null) beginContext(store, message.requestId, message.traceHeader);
  const { runtimeMajor } = definition;
  const context = buildContext({
    requestId: message.requestId,
    traceHeader: message.traceHeader,
    clientContext: message.clientContext,
    tenantId: message.tenantId ?? undefined,
    runtimeMajor,
    deadline: message.deadline,
    functionName: variable("AWS_LAMBDA_FUNCTION_NAME"),
    functionVersion: variable("AWS_LAMBDA_FUNCTION_VERSION"),
    invokedFunctionArn: message.invokedFunctionArn,
    memoryMb: Number(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")),
    logGroupName: variable("AWS_LAMBDA_LOG_GROUP_NAME"),
    logStreamName: variable("AWS_LAMBDA_LOG_STREAM_NAME"),
  });
  // JSON.parse as the function may have replaced it. Where that throws, the runtime of nodejs24 dies of it.
  const parse = (): unknown => JSON.parse(message.payload);
  const event = isModern() ? parse() : null;
  const outcome = await runHandler({
    handler,
    get event() {
      return isModern() ? event : parse();
    },
    context,
    runtimeMajor,
    onIdle,
    onChunk: (chunk, done) =>
      send({ kind: "chunk", data: Buffer.from(chunk).toString("base64") }, done),
    onFailure: (thrown) => output.logFailure("Invoke Error", thrown),
    warn: (text) => output.warn(text),
  });
  const buffered = handlerMode(handler) !== "streaming";
  if (isModern() && buffered && context.awsRequestId !== message.requestId) {
    return endMisdirected(context.awsRequestId);
  }
  tell(outcome);
}

/** The runtime posts its answer under the id it finds in the context; Lambda knows no other than its own. */
function endMisdirected(id: unknown): void {
  output.flush();
  const text = `[lockstep] The handler changed context.awsRequestId to ${String(id)}: the runtime posts the answer under this id, which Lambda refuses.`;
  send({ kind: "log", stream: "stderr", text }, () => exit(1));
}

function tell(outcome: HandlerOutcome): void {
  // Nothing handles it: the process dies of it, as the runtime does.
  if (outcome.kind === "crashed") void Promise.reject(outcome.error);
  else if (outcome.kind === "stalled") endStalled("The handler's promise never settled");
  else if (outcome.kind === "value") answer({ kind: "done", payload: outcome.payload });
  else if (outcome.kind === "streamed") answer(outcome);
  else answer({ kind: "failed", failure: outcome.failure });
}

/**
 * Ends at once: Lambda tells a runtime without extensions nothing of its end, so that no handler of `exit` runs. Before
 * it kills itself Node.js keeps what was compiled, for the next process.
 */
function end(): void {
  kill(process.pid, "SIGKILL");
}

function onMessage(value: unknown): void {
  const message = readParentMessage(value);
  if (message?.kind === "start") void start(message);
  else if (message?.kind === "invoke") void invoke(message);
  else if (message?.kind === "end") end();
}

const onBeforeExit = (): void => idle?.();

/** A function may have removed every listener of the process; those of the runtime itself it cannot on Lambda. */
function listen(): void {
  if (!process.listeners("beforeExit").includes(onBeforeExit)) {
    listenTo("beforeExit", onBeforeExit);
  }
}

// Whose parent has ended has nothing to answer.
channel.on("error", () => {}).on("close", () => exit(0));
listen();
// Set here and not from outside: it must not lead the process itself to other libraries.
if (process.platform === "linux")
  process.env["LD_LIBRARY_PATH"] ??= withLayerFolders(libraryFolders, layers);
delete process.env["NODE_COMPILE_CACHE"];
delete process.env["LOCKSTEP_LAYERS"];
