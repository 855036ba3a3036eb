import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import type {
  FunctionDefinition,
  FunctionFailure,
  Invocation,
  InvocationResult,
  LogLine,
} from "../../core/function-invoker.ts";
import { BoundedLog } from "./bounded-log.ts";
import { exitFailure, timeoutFailure, timeoutText } from "./exit-failure.ts";
import { functionEnvironment } from "./function-environment.ts";
import { debuggedTimeoutMs, firstPlaceOf, isInspectorTalk, type Inspection } from "./inspection.ts";
import { reportInvocation } from "./invocation-report.ts";
import { payloadText } from "./payload-text.ts";
import { withReadableTrace } from "./readable-trace.ts";
import { readAnswer } from "./read-answer.ts";
import { stopped, withoutRun } from "./refuse-invocation.ts";
import { runtimeMajor } from "./runtime-major.ts";
import {
  startRuntimeProcess,
  type LaunchRuntime,
  type RuntimeAnswer,
  type RuntimeProcess,
} from "./runtime-process.ts";
import type { InspectorSetting } from "./runtime/protocol.ts";
import { collectStream, streamTooLarge, type StreamCollector } from "./streamed-response.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

/** What every execution environment of a pool shares. */
export interface EnvironmentSettings {
  /** Region, credentials and endpoints added to each function. */
  readonly shared: Readonly<Record<string, string>>;
  readonly bootstrapFile: string;
  readonly compileCacheFolder: string;
  /** Lines written while no invocation ran: they belong to none. */
  readonly onStrayLine: (logicalId: string, line: LogLine) => void;
  /** Starts the process; the Node.js runtime by default. */
  readonly launch?: LaunchRuntime;
  /** Opens each process to a debugger, and lifts the limits that would end a session. */
  readonly inspection?: Inspection;
  /** Told what Node.js says of its inspector. */
  readonly onInspectorTalk?: (logicalId: string, text: string) => void;
}

/**
 * One isolated execution environment of a function: a process, a folder that stands for `/tmp`, one
 * invocation at a time. The process is replaced after a timeout or a crash; the folder stays, as on AWS.
 */
export interface ExecutionEnvironment {
  readonly definition: FunctionDefinition;
  /** Starts the process ahead of the first invocation. */
  warm(): Promise<void>;
  invoke(invocation: Invocation): Promise<InvocationResult>;
  close(): Promise<void>;
}

/** Lambda gives the init phase 10 seconds, whatever the function's timeout. */
const initLimitMs = 10_000;

interface Started {
  readonly process: RuntimeProcess;
  readonly answer: RuntimeAnswer;
  readonly initDurationMs: number;
}

/** Creates an execution environment; no process runs before the first `warm` or `invoke`. */
export function createExecutionEnvironment(
  definition: FunctionDefinition,
  moduleUrl: string,
  settings: EnvironmentSettings,
): ExecutionEnvironment {
  return new ProcessEnvironment(definition, moduleUrl, settings);
}

/** An execution environment whose process is started, and started again, as needed. */
class ProcessEnvironment implements ExecutionEnvironment {
  readonly definition: FunctionDefinition;
  readonly #moduleUrl: string;
  readonly #settings: EnvironmentSettings;
  readonly #major: number;
  #folder: TemporaryFolder | null = null;
  #starting: Promise<Started> | null = null;
  /** The process last launched: it may wait for a debugger before it is started. */
  #launched: RuntimeProcess | null = null;
  /** Lines of the invocation that runs, or of the start it will pay for. */
  readonly #lines = new BoundedLog();
  /** What the invocation that runs has streamed. */
  #stream: StreamCollector = collectStream();
  /** Who wants what the invocation that runs streams, while it does. */
  #onChunk: Invocation["onChunk"];
  #busy = false;
  #closed = false;

  constructor(definition: FunctionDefinition, moduleUrl: string, settings: EnvironmentSettings) {
    this.definition = definition;
    this.#moduleUrl = moduleUrl;
    this.#settings = settings;
    this.#major = runtimeMajor(definition.runtime) ?? 24;
  }

  async warm(): Promise<void> {
    this.#busy = true;
    const current = await (this.#starting ??= this.#start());
    this.#busy = false;
    if (current.answer.kind === "ready") return;
    // The first invocation starts it again, and tells the failure with the lines that belong to it.
    await this.#drop();
    this.#lines.take();
  }

  async invoke(invocation: Invocation): Promise<InvocationResult> {
    this.#busy = true;
    const ready = await this.#ready();
    if (ready === null) return withoutRun(stopped);
    const { process: runtime, answer: init, initDurationMs, cold } = ready;
    const initLines = this.#lines.take();
    this.#stream = collectStream();
    this.#onChunk = invocation.onChunk;
    const startedAt = Date.now();
    const begun = performance.now();
    const answer = init.kind === "ready" ? await this.#ask(runtime, invocation) : init;
    this.#onChunk = undefined;
    const durationMs = init.kind === "ready" ? performance.now() - begun : 0;
    const value = this.#valueOf(answer, this.#failureOf(answer, init, invocation.requestId));
    const { failure } = value;
    if (init.kind !== "ready" || !runtime.alive) await this.#drop();
    const lines = this.#lines.take();
    this.#busy = false;
    const paid = cold ? initDurationMs : null;
    return {
      ...value,
      logs: [...initLines, ...lines],
      durationMs,
      initDurationMs: paid,
      report: reportInvocation({
        definition: this.definition,
        invocation,
        failure,
        startedAt,
        durationMs,
        initDurationMs: paid,
        initFailed: init.kind !== "ready",
        maxMemoryUsedMb: runtime.maxMemoryUsedMb,
        initLines: initLines.map(({ text }) => text),
        lines: lines.map(({ text }) => text),
      }),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    // It may not have been started yet, and wait for a debugger or loop.
    await this.#launched?.end();
    await this.#drop();
    await this.#folder?.remove();
  }

  #ask(runtime: RuntimeProcess, invocation: Invocation): Promise<RuntimeAnswer> {
    const { timeoutMs, arn } = this.definition;
    const { requestId, traceHeader, clientContext, tenantId, qualifier } = invocation;
    const question = {
      kind: "invoke",
      payload: payloadText(invocation),
      requestId,
      traceHeader,
      clientContext,
      tenantId: tenantId ?? null,
      invokedFunctionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
      deadline: Date.now() + timeoutMs,
    } as const;
    return runtime.ask(question, timeoutMs);
  }

  #valueOf(
    answer: RuntimeAnswer,
    failure: FunctionFailure | null,
  ): Pick<InvocationResult, "payload" | "failure" | "stream"> {
    if (answer.kind === "done") return readAnswer(answer.payload);
    const begunStream = answer.kind === "streamed" || this.#stream.bytes > 0;
    if (!begunStream) return { payload: null, failure, stream: null };
    const contentType = answer.kind === "streamed" ? answer.contentType : unknownContentType;
    const { stream, payload } = this.#stream.finish(contentType);
    return { payload: failure === null ? payload : null, failure, stream };
  }

  async #start(): Promise<Started> {
    const { definition } = this;
    const { inspection } = this.#settings;
    this.#folder ??= createTemporaryFolder();
    const environment = functionEnvironment({
      definition,
      shared: this.#settings.shared,
      logStreamName: logStreamName(),
      temporaryFolder: this.#folder.path,
    });
    this.#stream = collectStream();
    const begun = performance.now();
    const launch = this.#settings.launch ?? startRuntimeProcess;
    const runtime = await launch({
      bootstrapFile: this.#settings.bootstrapFile,
      environment,
      cwd: definition.codeRoot,
      memoryMb: definition.memoryMb,
      unlimitedMemory: inspection !== undefined,
      compileCacheFolder: this.#settings.compileCacheFolder,
      onLine: (line) => {
        if (inspection !== undefined && isInspectorTalk(line)) {
          this.#settings.onInspectorTalk?.(definition.logicalId, line.text);
        } else if (this.#busy) this.#lines.push(line);
        else this.#settings.onStrayLine(definition.logicalId, line);
      },
      onChunk: (chunk) => {
        if (this.#stream.add(chunk)) this.#onChunk?.(chunk);
      },
    });
    this.#launched = runtime;
    const { handler, exportName, logging } = definition;
    const question = {
      kind: "start",
      moduleUrl: this.#moduleUrl,
      handler,
      exportName,
      runtimeMajor: this.#major,
      logFormat: logging.format,
      logLevel: logging.applicationLevel,
      inspector: inspection === undefined ? null : this.#inspectorOf(inspection),
    } as const;
    const limitMs = inspection === undefined ? initLimitMs : debuggedTimeoutMs;
    const answer = await runtime.ask(question, limitMs);
    return { process: runtime, answer, initDurationMs: performance.now() - begun };
  }

  #inspectorOf({ port, breakAtStart }: Inspection): InspectorSetting {
    const { entryFile } = this.definition;
    return { port, breakAt: breakAtStart ? firstPlaceOf(this.#moduleUrl, entryFile) : null };
  }

  async #drop(): Promise<void> {
    const current = await this.#starting;
    this.#starting = null;
    await current?.process.end();
  }

  /** The running process, or a fresh one where it died while idle or was never started; `null` once closed. */
  async #ready(): Promise<(Started & { readonly cold: boolean }) | null> {
    const current = await this.#starting;
    if (current !== null && current.answer.kind === "ready" && current.process.alive) {
      return { ...current, cold: false };
    }
    if (current !== null) await this.#drop();
    if (this.#closed) return null;
    this.#starting = this.#start();
    return { ...(await this.#starting), cold: true };
  }

  #failureOf(
    answer: RuntimeAnswer,
    init: RuntimeAnswer,
    requestId: string,
  ): FunctionFailure | null {
    const raw = this.#rawFailureOf(answer, requestId);
    return asInitFailure(raw === null ? null : withReadableTrace(raw, null), init);
  }

  #rawFailureOf(answer: RuntimeAnswer, requestId: string): FunctionFailure | null {
    const { timeoutMs, logging } = this.definition;
    if (answer.kind === "failed") return answer.failure;
    if (answer.kind === "streamed") {
      return answer.failure ?? (this.#stream.exceeded ? streamTooLarge : null);
    }
    if (answer.kind === "exit") return exitFailure(requestId, answer.exit, this.#major);
    if (answer.kind !== "timeout") return null;
    // In JSON only the platform's records tell of it.
    if (logging.format === "Text") {
      const text = `${new Date().toISOString()} ${requestId} ${timeoutText(timeoutMs)}`;
      this.#lines.push({ stream: "stderr", text });
    }
    return timeoutFailure(requestId, timeoutMs);
  }
}

/** Of a response whose handler was killed before it could tell. */
const unknownContentType = "application/octet-stream";

/** A process that ended or hung while it initialised failed to initialise. */
function asInitFailure(
  failure: FunctionFailure | null,
  init: RuntimeAnswer,
): FunctionFailure | null {
  if (failure === null || init.kind === "ready" || failure.kind === "memory") return failure;
  return { ...failure, kind: init.kind === "timeout" ? "timeout" : "init" };
}

/** `2026/07/10/[$LATEST]<32 hex digits>`. */
function logStreamName(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[$LATEST]${randomBytes(16).toString("hex")}`;
}
