import { format } from "node:util";
import type { LogLine } from "../../../core/function-invoker.ts";

/** Where captured output goes, and whose it is. */
export interface OutputSink {
  readonly write: (stream: LogLine["stream"], text: string) => void;
  /** Request id of the running invocation; Lambda prints `undefined` while a function initialises. */
  readonly requestId: () => string | undefined;
}

/** Output being captured. */
export interface CapturedOutput {
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
} as const satisfies Record<string, readonly [level: string, stream: LogLine["stream"]]>;

/**
 * Captures `console.*` (as Lambda's text format writes it: ISO time, request id, level, message,
 * separated by tabs) and what is written to `process.stdout` and `process.stderr`, line by line.
 */
export function captureOutput(sink: OutputSink): CapturedOutput {
  const restoreConsole = captureConsole(sink);
  const stdout = captureStream(process.stdout, "stdout", sink);
  const stderr = captureStream(process.stderr, "stderr", sink);
  return {
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

function captureConsole(sink: OutputSink): () => void {
  const target = globalThis.console;
  const undo: (() => void)[] = [];
  for (const name of ["trace", "debug", "info", "log", "warn", "error"] as const) {
    const original = target[name];
    const [level, stream] = consoleLevels[name];
    target[name] = (...parameters: unknown[]): void => {
      const text = format(...parameters);
      sink.write(
        stream,
        [new Date().toISOString(), String(sink.requestId()), level, text].join("\t"),
      );
    };
    undo.push(() => {
      target[name] = original;
    });
  }
  return () => undo.forEach((restore) => restore());
}

function captureStream(
  target: NodeJS.WriteStream,
  stream: LogLine["stream"],
  sink: OutputSink,
): CapturedOutput {
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
