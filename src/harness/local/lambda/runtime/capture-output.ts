import type { FunctionLogging, LogLevel, LogLine } from "../../../core/function-invoker.ts";
import { intoError } from "./format-error.ts";
import { describeLoggedError, formatJson, formatText, isAtLeast } from "./log-format.ts";

/** Where captured output goes, and whose it is. */
export interface OutputSink {
  readonly write: (stream: LogLine["stream"], text: string) => void;
  /** Request id of the running invocation; what the runtime prints while a function initialises. */
  readonly requestId: () => unknown;
  /** Tenant as log lines tell it. */
  readonly tenantId: () => string | undefined;
  readonly runtimeMajor: () => number;
  readonly logging: () => Pick<FunctionLogging, "format" | "applicationLevel">;
}

/** Output being captured. */
export interface CapturedOutput {
  /** Writes the line the runtime adds for a failure: `Invoke Error`, `Uncaught Exception`, … */
  logFailure(what: string, thrown: unknown): void;
  /** Writes a warning as `console.warn` of the function would. */
  warn(text: string): void;
  /** Hands on text that no line break has ended yet. */
  flush(): void;
  restore(): void;
}

const consoleLevels = {
  trace: ["TRACE", "stderr"],
  debug: ["DEBUG", "stdout"],
  info: ["INFO", "stdout"],
  log: ["INFO", "stdout"],
  warn: ["WARN", "stderr"],
  error: ["ERROR", "stderr"],
  fatal: ["FATAL", "stderr"],
} as const satisfies Record<string, readonly [level: LogLevel, stream: LogLine["stream"]]>;

const consoleNames = ["trace", "debug", "info", "log", "warn", "error", "fatal"] as const;

/**
 * Captures `console.*` (in Lambda's text or JSON format, those below the application's level left out)
 * and what is written to `process.stdout` and `process.stderr`, line by line.
 */
export function captureOutput(sink: OutputSink): CapturedOutput {
  const restoreConsole = captureConsole(sink);
  const stdout = captureWhenUsed("stdout", sink);
  const stderr = captureWhenUsed("stderr", sink);
  return {
    warn: (text) => log(sink, "warn", [text]),
    logFailure(what, thrown) {
      const error = asError(thrown);
      if (sink.logging().format === "JSON") log(sink, "error", [error]);
      else log(sink, "error", [what, `\t${describeLoggedError(error, sink.runtimeMajor())}`]);
    },
    flush() {
      stdout.flush();
      stderr.flush();
    },
    restore() {
      restoreConsole();
      stdout.restore();
      stderr.restore();
    },
  };
}

/** What has no text has its type for one. */
function asError(thrown: unknown): Error {
  try {
    return intoError(thrown);
  } catch {
    return new Error(Object.prototype.toString.call(thrown));
  }
}

function log(
  sink: OutputSink,
  name: (typeof consoleNames)[number],
  parameters: readonly unknown[],
): void {
  const [level, stream] = consoleLevels[name];
  const { format, applicationLevel } = sink.logging();
  // Only JSON logs are filtered by level: Lambda takes no level for text.
  if (format === "JSON" && !isAtLeast(level, applicationLevel)) return;
  const [requestId, tenantId] = [sink.requestId(), sink.tenantId()];
  const record = { level, requestId, tenantId, runtimeMajor: sink.runtimeMajor() };
  const line = format === "JSON" ? formatJson(record, parameters) : formatText(record, parameters);
  sink.write(stream, line);
}

function captureConsole(sink: OutputSink): () => void {
  const target = globalThis.console;
  const write = (name: (typeof consoleNames)[number]) => {
    return (...parameters: unknown[]): void => log(sink, name, parameters);
  };
  const info = write("info");
  const undo = consoleNames.map((name) => {
    const original = Object.getOwnPropertyDescriptor(target, name);
    // One function, as on Lambda.
    const value = name === "info" || name === "log" ? info : write(name);
    Object.defineProperty(target, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    return (): void => {
      if (original === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, original);
    };
  });
  return () => undo.forEach((restore) => restore());
}

interface CapturedStream {
  flush(): void;
  restore(): void;
}

/**
 * Captures a stream when it is first asked for. To make one earlier would change its descriptor: it would no more
 * block, and a logger that writes to the descriptor itself would get EAGAIN, as it does not on Lambda.
 */
function captureWhenUsed(name: LogLine["stream"], sink: OutputSink): CapturedStream {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  let captured: CapturedStream | null = null;
  const capture = (): CapturedStream => captureStream(process[name], name, sink);
  if (descriptor?.get === undefined || descriptor.configurable !== true) captured = capture();
  else {
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: descriptor.enumerable ?? true,
      get() {
        Object.defineProperty(process, name, descriptor);
        captured ??= capture();
        return process[name];
      },
    });
  }
  return {
    flush: () => captured?.flush(),
    restore() {
      if (descriptor !== undefined) Object.defineProperty(process, name, descriptor);
      captured?.restore();
    },
  };
}

function captureStream(
  target: NodeJS.WriteStream,
  stream: LogLine["stream"],
  sink: OutputSink,
): CapturedStream {
  const original = Object.getOwnPropertyDescriptor(target, "write");
  let rest = "";
  target.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    callback?: (error?: Error | null) => void,
  ): boolean => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) sink.write(stream, line);
    const done = typeof encoding === "function" ? encoding : callback;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return {
    flush() {
      if (rest !== "") sink.write(stream, rest);
      rest = "";
    },
    restore() {
      if (original === undefined) Reflect.deleteProperty(target, "write");
      else Object.defineProperty(target, "write", original);
    },
  };
}
