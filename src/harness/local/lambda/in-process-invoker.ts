import { url as inspectorUrl } from "node:inspector";
import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import type {
  FunctionDefinition,
  FunctionFailure,
  FunctionInvoker,
  Invocation,
  InvocationResult,
  LogLine,
} from "../../core/function-invoker.ts";
import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { createBuildCache, type BuildCache } from "./build/build-cache.ts";
import { functionBuildOptions } from "./build/build-options.ts";
import { isCommonJsFile } from "./build/is-commonjs-file.ts";
import { buildFunction, missingSource } from "./build/prepare-function.ts";
import { exitFailure, timeoutFailure } from "./exit-failure.ts";
import { loadableOptions, loadBuiltModule } from "./load-built-module.ts";
import { unknownFunction } from "./function-pool.ts";
import { functionEnvironment, layersVariable, logGroupOf } from "./function-environment.ts";
import { debuggedTimeoutMs } from "./inspection.ts";
import { reportInvocation } from "./invocation-report.ts";
import { payloadText } from "./payload-text.ts";
import { readAnswer } from "./read-answer.ts";
import { withReadableTrace } from "./readable-trace.ts";
import { refuseInvocation, withoutRun } from "./refuse-invocation.ts";
import { withEnvironment } from "./with-environment.ts";
import { buildContext, type LambdaContext } from "./runtime/build-context.ts";
import { captureOutput, type CapturedOutput } from "./runtime/capture-output.ts";
import { describeFailure } from "./runtime/describe-failure.ts";
import type { HandlerOutcome } from "./runtime/handler-call.ts";
import { beginContext } from "./runtime/invoke-store.ts";
import { installStreaming } from "./runtime/install-streaming.ts";
import { loadHandler, type Handler } from "./runtime/load-handler.ts";
import { runHandler } from "./runtime/run-handler.ts";
import { runtimeMajor } from "./runtime-major.ts";
import { collectStream, streamTooLarge, type StreamCollector } from "./streamed-response.ts";

/** What an in-process invoker is made of. */
export interface InProcessInvokerOptions {
  readonly functions: readonly FunctionDefinition[];
  /** Region, credentials and endpoints added to each function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for built modules; a temporary one by default. */
  readonly cacheFolder?: string;
  /**
   * Functions that give one variable different values: `refuse` (by default) lets only the first of
   * them run, since packages they share read the process's variables once; `take-turns` gives each
   * its own values while it runs.
   */
  readonly differingVariables?: "refuse" | "take-turns";
}

/**
 * Runs functions in this process: breakpoints, stubs and coverage of a test reach into the handler.
 * Each function gets a module graph of its own, loaded while the process has the function's variables;
 * packages stay shared with the test. Invocations of all in-process invokers run one after another,
 * since the environment is the whole process's. Two functions whose variables differ are refused
 * (`lambda/environments-conflict`) unless they may take turns. An infinite loop cannot be interrupted
 * here; after a timeout the handler may go on in the background.
 */
export function createInProcessInvoker(options: InProcessInvokerOptions): FunctionInvoker {
  const functions = new Map(options.functions.map((entry) => [entry.logicalId, entry]));
  const folder = options.cacheFolder ?? mkdtempSync(path.join(tmpdir(), "lockstep-cache-"));
  mkdirSync(folder, { recursive: true });
  const cache = createBuildCache(path.join(folder, "modules"));
  const world = { cache, handlers: new Map<string, Handler>() };
  const claims = claimVariables();
  return {
    functions,
    async invoke(logicalId, invocation) {
      const definition = functions.get(logicalId);
      if (definition === undefined) throw unknownFunction(logicalId, [...functions.keys()]);
      const refused = refuseInvocation(definition, invocation, 0);
      if (refused !== null) return withoutRun(refused);
      if (options.differingVariables !== "take-turns") claims(definition);
      const variables = inProcessVariables(definition, options.environment, invocation.traceHeader);
      return withEnvironment(variables, () => run(world, definition, invocation));
    },
    async close() {
      world.handlers.clear();
      if (options.cacheFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Takes the variables of each function that runs; throws for one that another gave another value. */
function claimVariables(): (definition: FunctionDefinition) => void {
  const loadedWith = new Map<string, readonly [logicalId: string, value: string]>();
  return (definition) => {
    const own = Object.entries(definition.environment);
    for (const [name, value] of own) {
      const [owner, taken] = loadedWith.get(name) ?? [];
      if (owner !== undefined && taken !== value) throw conflict(name, owner, definition);
    }
    for (const [name, value] of own) loadedWith.set(name, [definition.logicalId, value]);
  };
}

function conflict(name: string, owner: string, { logicalId }: FunctionDefinition): LockstepError {
  return new LockstepError({
    code: "lambda/environments-conflict",
    message: `${logicalId} cannot run in the process ${owner} runs in: their values of ${name} differ, and a process has one environment.`,
    hint: "Run one of them only, or leave out the in-process mode: each function then has a process of its own.",
  });
}

/** What is loaded in this process. */
interface World {
  readonly cache: BuildCache;
  readonly handlers: Map<string, Handler>;
}

async function run(
  { cache, handlers }: World,
  definition: FunctionDefinition,
  invocation: Invocation,
): Promise<InvocationResult> {
  const known = handlers.get(definition.logicalId);
  const lines: LogLine[] = [];
  const begun = performance.now();
  const output = captureOutput({
    write: (stream, text) => lines.push({ stream, text }),
    requestId: () => invocation.requestId,
    tenantId: () => (majorOf(definition) >= 24 ? undefined : invocation.tenantId),
    runtimeMajor: () => majorOf(definition),
    logging: () => definition.logging,
  });
  try {
    const loaded = known ?? (await load(definition, cache, output));
    const initDurationMs = known === undefined ? performance.now() - begun : null;
    const initLines = lines.splice(0);
    const initFailed = typeof loaded !== "function";
    if (!initFailed) handlers.set(definition.logicalId, loaded);
    const startedAt = Date.now();
    const started = performance.now();
    const answer = initFailed
      ? failedAnswer(loaded)
      : await call({ definition, handler: loaded, invocation, output });
    output.flush();
    const failure =
      answer.failure === null ? null : withReadableTrace(answer.failure, cache.folder);
    if (failure?.kind === "timeout" || failure?.kind === "exit")
      handlers.delete(definition.logicalId);
    const durationMs = initFailed ? 0 : performance.now() - started;
    const told = { definition, invocation, failure, durationMs, initDurationMs, initFailed };
    return {
      ...answer,
      failure,
      logs: [...initLines, ...lines],
      durationMs,
      initDurationMs,
      report: reportInvocation({
        ...told,
        startedAt,
        // The process is not the function's alone.
        maxMemoryUsedMb: null,
        initLines: initLines.map(({ text }) => text),
        lines: lines.map(({ text }) => text),
      }),
    };
  } finally {
    output.restore();
  }
}

/** Variables of the machine, which this process keeps. */
const keptVariables = [
  "PATH",
  "Path",
  "LANG",
  "TZ",
  "PWD",
  "NODE_PATH",
  "TMPDIR",
  "TEMP",
  "TMP",
  layersVariable,
];

function inProcessVariables(
  definition: FunctionDefinition,
  shared: Readonly<Record<string, string>>,
  traceHeader: string,
): Readonly<Record<string, string>> {
  const logStreamName = "$LATEST";
  const all = functionEnvironment({ definition, shared, logStreamName, temporaryFolder: tmpdir() });
  const own = Object.entries(all).filter(([name]) => !keptVariables.includes(name));
  return { ...Object.fromEntries(own), _X_AMZN_TRACE_ID: traceHeader };
}

async function load(
  definition: FunctionDefinition,
  cache: BuildCache,
  output: CapturedOutput,
): Promise<Handler | FunctionFailure> {
  const missing = missingSource(definition);
  if (missing !== null) return missing.failure;
  const options = loadableOptions(functionBuildOptions(definition));
  const built = await buildFunction(definition, options, cache);
  if (!built.ok) return built.failure;
  const reference = {
    moduleUrl: built.moduleUrl,
    handler: definition.handler,
    exportName: definition.exportName,
    runtimeMajor: majorOf(definition),
  };
  installStreaming(majorOf(definition));
  try {
    return await loadHandler(reference, async (moduleUrl) =>
      asImported(await loadBuiltModule(moduleUrl, cache.folder), definition),
    );
  } catch (error) {
    output.logFailure(majorOf(definition) >= 24 ? "Init Error" : "Uncaught Exception", error);
    return describeFailure(error, "init", majorOf(definition));
  }
}

/**
 * What `import` makes of the source. A build of a CommonJS source is an ES module that has all it exports as
 * its default, which up to nodejs22.x only counts where the source is CommonJS.
 */
function asImported(built: unknown, { entryFile }: FunctionDefinition): unknown {
  if (!isObject(built) || !("default" in built) || !isCommonJsFile(entryFile)) return built;
  return { "module.exports": built["default"], ...built };
}

function majorOf({ runtime }: FunctionDefinition): number {
  return runtimeMajor(runtime) ?? 24;
}

/** A breakpoint stops the handler and not the clock. */
function limitOf({ timeoutMs }: FunctionDefinition): number {
  return inspectorUrl() === undefined ? timeoutMs : debuggedTimeoutMs;
}

type Answer = Pick<InvocationResult, "payload" | "failure" | "stream">;

function failedAnswer(failure: FunctionFailure): Answer {
  return { payload: null, failure, stream: null };
}

interface Call {
  readonly definition: FunctionDefinition;
  readonly handler: Handler;
  readonly invocation: Invocation;
  readonly output: CapturedOutput;
}

/** The handler's answer, or that its time is up, or that it called `process.exit`. */
function call({ definition, handler, invocation, output }: Call): Promise<Answer> {
  const major = majorOf(definition);
  const exit = Object.getOwnPropertyDescriptor(process, "exit");
  const collector = collectStream();
  const limitMs = limitOf(definition);
  const store = installStreaming(major);
  beginContext(store, invocation.requestId, invocation.traceHeader);
  return new Promise<Answer>((resolve) => {
    const timer = setTimeout(
      () => resolve(failedAnswer(timeoutFailure(invocation.requestId, limitMs))),
      limitMs,
    );
    process.exit = (code?: number | string | null): never => {
      const status = Number(code ?? process.exitCode ?? 0);
      const ended = { code: status, signal: null, cause: null, outOfMemory: false };
      resolve(failedAnswer(exitFailure(invocation.requestId, ended, major)));
      throw new Error(`process.exit(${status}) was called.`);
    };
    void runHandler({
      handler,
      // As it comes over the wire: a text of its own, without what JSON leaves out.
      event: JSON.parse(payloadText(invocation)),
      context: contextOf(definition, invocation),
      runtimeMajor: major,
      // The loop of this process is never empty while a test runs: a handler that stalls times out.
      onIdle: () => () => {},
      onChunk: (chunk, done) => {
        const copy = Buffer.from(chunk);
        if (collector.add(copy)) invocation.onChunk?.(copy);
        process.nextTick(done);
      },
      onFailure: (thrown) => output.logFailure("Invoke Error", thrown),
      warn: (text) => output.warn(text),
    }).then((outcome) => {
      clearTimeout(timer);
      const answer = answerOf(outcome, collector, invocation.requestId, major);
      if (answer !== null) resolve(answer);
    });
  }).finally(() => {
    if (exit !== undefined) Object.defineProperty(process, "exit", exit);
  });
}

function answerOf(
  outcome: HandlerOutcome,
  collector: StreamCollector,
  requestId: string,
  major: number,
): Answer | null {
  if (outcome.kind === "crashed") {
    const cause = describeFailure(outcome.error, "exit", major);
    const ended = { code: 1, signal: null, cause, outOfMemory: false };
    return failedAnswer(exitFailure(requestId, ended, major));
  }
  if (outcome.kind === "stalled") return null;
  if (outcome.kind === "failure") return failedAnswer(outcome.failure);
  if (outcome.kind === "value") return readAnswer(outcome.payload);
  const { stream, payload } = collector.finish(outcome.contentType);
  const failure = outcome.failure ?? (collector.exceeded ? streamTooLarge : null);
  return { payload: failure === null ? payload : null, failure, stream };
}

function contextOf(definition: FunctionDefinition, invocation: Invocation): LambdaContext {
  const { arn, functionName, memoryMb } = definition;
  const { qualifier } = invocation;
  return buildContext({
    requestId: invocation.requestId,
    traceHeader: invocation.traceHeader,
    clientContext: invocation.clientContext,
    tenantId: invocation.tenantId,
    runtimeMajor: majorOf(definition),
    deadline: Date.now() + limitOf(definition),
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    memoryMb,
    logGroupName: logGroupOf(definition),
    logStreamName: "$LATEST",
  });
}
