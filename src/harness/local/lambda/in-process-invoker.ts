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
import { parseJson } from "../../core/json.ts";
import { createBuildCache, type BuildCache } from "./build/build-cache.ts";
import { functionBuildOptions } from "./build/build-options.ts";
import { buildFunction, missingSource } from "./build/prepare-function.ts";
import { exitFailure, timeoutFailure } from "./exit-failure.ts";
import { loadableOptions, loadBuiltModule } from "./load-built-module.ts";
import { unknownFunction } from "./function-pool.ts";
import { functionEnvironment } from "./function-environment.ts";
import { withReadableTrace } from "./readable-trace.ts";
import { withEnvironment } from "./with-environment.ts";
import { buildContext, type LambdaContext } from "./runtime/build-context.ts";
import { captureOutput } from "./runtime/capture-output.ts";
import { describeFailure } from "./runtime/describe-failure.ts";
import { loadHandler, type Handler } from "./runtime/load-handler.ts";
import { runHandler, type HandlerOutcome } from "./runtime/run-handler.ts";
import { runtimeMajor } from "./runtime-major.ts";

/** What an in-process invoker is made of. */
export interface InProcessInvokerOptions {
  readonly functions: readonly FunctionDefinition[];
  /** Region, credentials and endpoints added to each function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for built modules; a temporary one by default. */
  readonly cacheFolder?: string;
}

/**
 * Runs functions in this process: breakpoints, stubs and coverage of a test reach into the handler.
 * Each function gets a module graph of its own, loaded while the process has the function's variables;
 * packages stay shared with the test. Invocations of all in-process invokers run one after another,
 * since the environment is the whole process's: functions whose variables differ never meet. An
 * infinite loop cannot be interrupted here; after a timeout the handler may go on in the background.
 */
export function createInProcessInvoker(options: InProcessInvokerOptions): FunctionInvoker {
  const functions = new Map(options.functions.map((entry) => [entry.logicalId, entry]));
  const folder = options.cacheFolder ?? mkdtempSync(path.join(tmpdir(), "lockstep-cache-"));
  mkdirSync(folder, { recursive: true });
  const cache = createBuildCache(path.join(folder, "modules"));
  const handlers = new Map<string, Handler>();

  const run = async (
    definition: FunctionDefinition,
    invocation: Invocation,
  ): Promise<InvocationResult> => {
    const known = handlers.get(definition.logicalId);
    const lines: LogLine[] = [];
    const begun = performance.now();
    const output = captureOutput({
      write: (stream, text) => lines.push({ stream, text }),
      requestId: () => invocation.requestId,
    });
    try {
      const loaded = known ?? (await load(definition, cache));
      const initDurationMs = known === undefined ? performance.now() - begun : null;
      if (typeof loaded !== "function") {
        const failure = withReadableTrace(loaded, cache.folder);
        return { payload: null, failure, logs: lines, durationMs: 0, initDurationMs };
      }
      handlers.set(definition.logicalId, loaded);
      const started = performance.now();
      const outcome = await call(definition, loaded, invocation);
      output.flush();
      const failure =
        outcome.kind === "value" ? null : withReadableTrace(outcome.failure, cache.folder);
      if (failure?.kind === "timeout" || failure?.kind === "exit")
        handlers.delete(definition.logicalId);
      return {
        payload: outcome.kind === "value" ? parseJson(outcome.payload) : null,
        failure,
        logs: lines,
        durationMs: performance.now() - started,
        initDurationMs,
      };
    } finally {
      output.restore();
    }
  };

  return {
    functions,
    async invoke(logicalId, invocation) {
      const definition = functions.get(logicalId);
      if (definition === undefined) throw unknownFunction(logicalId, [...functions.keys()]);
      const variables = inProcessVariables(definition, options.environment, invocation.traceHeader);
      return withEnvironment(variables, () => run(definition, invocation));
    },
    async close() {
      handlers.clear();
      if (options.cacheFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Variables of the machine, which this process keeps. */
const keptVariables = ["PATH", "Path", "LANG", "TZ", "PWD", "NODE_PATH", "TMPDIR", "TEMP", "TMP"];

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
    runtimeMajor: runtimeMajor(definition.runtime) ?? 24,
  };
  try {
    return await loadHandler(reference, (moduleUrl) => loadBuiltModule(moduleUrl, cache.folder));
  } catch (error) {
    return describeFailure(error, "init");
  }
}

type Answered = Exclude<HandlerOutcome, { readonly kind: "stalled" }>;

/** The handler's answer, or that its time is up, or that it called `process.exit`. */
function call(
  definition: FunctionDefinition,
  handler: Handler,
  invocation: Invocation,
): Promise<Answered> {
  const major = runtimeMajor(definition.runtime) ?? 24;
  const context = contextOf(definition, invocation);
  const exit = Object.getOwnPropertyDescriptor(process, "exit");
  return new Promise<Answered>((resolve) => {
    const fail = (failure: FunctionFailure): void => resolve({ kind: "failure", failure });
    const timer = setTimeout(
      () => fail(timeoutFailure(invocation.requestId, definition.timeoutMs)),
      definition.timeoutMs,
    );
    process.exit = (code?: number | string | null): never => {
      const status = Number(code ?? process.exitCode ?? 0);
      const ended = { code: status, signal: null, cause: null, outOfMemory: false };
      fail(exitFailure(invocation.requestId, ended, major));
      throw new Error(`process.exit(${status}) was called.`);
    };
    // The loop of this process is never empty while a test runs: a handler that stalls times out.
    const onIdle = () => (): void => {};
    void runHandler({
      handler,
      event: structuredClone(invocation.payload),
      context,
      runtimeMajor: major,
      onIdle,
    }).then((outcome) => {
      clearTimeout(timer);
      if (outcome.kind !== "stalled") resolve(outcome);
    });
  }).finally(() => {
    if (exit !== undefined) Object.defineProperty(process, "exit", exit);
  });
}

function contextOf(definition: FunctionDefinition, invocation: Invocation): LambdaContext {
  return buildContext({
    requestId: invocation.requestId,
    traceHeader: invocation.traceHeader,
    clientContext: invocation.clientContext,
    deadline: Date.now() + definition.timeoutMs,
    functionName: definition.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: definition.arn,
    memoryMb: definition.memoryMb,
    logGroupName: `/aws/lambda/${definition.functionName}`,
    logStreamName: "$LATEST",
  });
}
