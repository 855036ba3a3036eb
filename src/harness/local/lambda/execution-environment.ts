import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import type {
  FunctionDefinition,
  FunctionFailure,
  Invocation,
  InvocationResult,
  LogLine,
} from "../../core/function-invoker.ts";
import { parseJson } from "../../core/json.ts";
import { exitFailure, timeoutFailure, timeoutText } from "./exit-failure.ts";
import { functionEnvironment } from "./function-environment.ts";
import { runtimeMajor } from "./runtime-major.ts";
import { startRuntimeProcess, type RuntimeAnswer, type RuntimeProcess } from "./runtime-process.ts";

/** What every execution environment of a pool shares. */
export interface EnvironmentSettings {
  /** Region, credentials and endpoints added to each function. */
  readonly shared: Readonly<Record<string, string>>;
  readonly bootstrapFile: string;
  readonly compileCacheFolder: string;
  /** Lines written while no invocation ran: they belong to none. */
  readonly onStrayLine: (logicalId: string, line: LogLine) => void;
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
  const major = runtimeMajor(definition.runtime) ?? 24;
  let folder: Promise<string> | null = null;
  let starting: Promise<Started> | null = null;
  let lines: LogLine[] = [];
  let busy = false;

  const start = async (): Promise<Started> => {
    folder ??= mkdtemp(path.join(tmpdir(), "lockstep-fn-"));
    const environment = functionEnvironment({
      definition,
      shared: settings.shared,
      logStreamName: logStreamName(),
      temporaryFolder: await folder,
    });
    const begun = performance.now();
    const runtime = startRuntimeProcess({
      bootstrapFile: settings.bootstrapFile,
      environment,
      cwd: definition.codeRoot,
      memoryMb: definition.memoryMb,
      compileCacheFolder: settings.compileCacheFolder,
      onLine: (line) => {
        if (busy) lines.push(line);
        else settings.onStrayLine(definition.logicalId, line);
      },
    });
    const { handler, exportName, arn } = definition;
    const question = {
      kind: "start",
      moduleUrl,
      handler,
      exportName,
      arn,
      runtimeMajor: major,
    } as const;
    const answer = await runtime.ask(question, initLimitMs);
    return { process: runtime, answer, initDurationMs: performance.now() - begun };
  };

  const drop = async (): Promise<void> => {
    const current = await starting;
    starting = null;
    await current?.process.end();
  };

  /** The running process, or a fresh one where it died while idle or was never started. */
  const ready = async (): Promise<Started & { readonly cold: boolean }> => {
    const current = await starting;
    if (current !== null && current.answer.kind === "ready" && current.process.alive) {
      return { ...current, cold: false };
    }
    if (current !== null) await drop();
    starting = start();
    return { ...(await starting), cold: true };
  };

  const failureOf = (answer: RuntimeAnswer, requestId: string): FunctionFailure | null => {
    if (answer.kind === "failed") return answer.failure;
    if (answer.kind === "exit") return exitFailure(requestId, answer.exit, major);
    if (answer.kind !== "timeout") return null;
    const text = `${new Date().toISOString()} ${requestId} ${timeoutText(definition.timeoutMs)}`;
    lines.push({ stream: "stderr", text });
    return timeoutFailure(requestId, definition.timeoutMs);
  };

  return {
    definition,
    async warm() {
      busy = true;
      const current = await (starting ??= start());
      busy = false;
      if (current.answer.kind !== "ready") await drop();
    },
    async invoke(invocation) {
      busy = true;
      const { process: runtime, answer: init, initDurationMs, cold } = await ready();
      const begun = performance.now();
      const answer =
        init.kind === "ready"
          ? await runtime.ask(
              { kind: "invoke", ...invocation, deadline: Date.now() + definition.timeoutMs },
              definition.timeoutMs,
            )
          : init;
      const durationMs = init.kind === "ready" ? performance.now() - begun : 0;
      const failure = failureOf(answer, invocation.requestId);
      if (init.kind !== "ready" || !runtime.alive) await drop();
      const logs = lines;
      lines = [];
      busy = false;
      return {
        payload: answer.kind === "done" ? parseJson(answer.payload) : null,
        failure: asInitFailure(failure, init),
        logs,
        durationMs,
        initDurationMs: cold ? initDurationMs : null,
      };
    },
    async close() {
      await drop();
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}

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
