import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import type { FunctionFailure, LogLine } from "../../core/function-invoker.ts";
import type { ProcessExit } from "./exit-failure.ts";
import { createLineReader } from "./line-reader.ts";
import {
  readRuntimeMessage,
  type ParentMessage,
  type RuntimeMessage,
  type StartMessage,
} from "./runtime/protocol.ts";

/** How a runtime process is started. */
export interface RuntimeProcessOptions {
  /** Absolute path of the bootstrap module. */
  readonly bootstrapFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly memoryMb: number;
  readonly compileCacheFolder: string;
  readonly onLine: (line: LogLine) => void;
}

/** What came of a message that wants an answer. */
export type RuntimeAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly payload: string }
  | { readonly kind: "failed"; readonly failure: FunctionFailure }
  | { readonly kind: "exit"; readonly exit: ProcessExit }
  | { readonly kind: "timeout" };

/** The process of an execution environment. */
export interface RuntimeProcess {
  readonly alive: boolean;
  /** Sends one message and waits for its answer; on a timeout the process is killed first. */
  ask(question: Question, timeoutMs: number): Promise<RuntimeAnswer>;
  /** Ends the process, politely if it listens; resolves when it is gone. */
  end(): Promise<void>;
}

/** A message without what the process itself adds. */
type Question = Omit<StartMessage, "marker"> | Exclude<ParentMessage, StartMessage>;

function describeMessage(question: Question, marker: string): ParentMessage {
  return question.kind === "start" ? { ...question, marker } : question;
}

/** How long a killed or ended process is waited for before its output is given up, in milliseconds. */
const graceMs = 300;

/**
 * Forks a runtime process. A process, not a worker thread: `process.exit`, `chdir`, raw descriptors,
 * memory and native crashes stay its own, and SIGKILL ends whatever it does; a lean bootstrap starts
 * about as fast as a worker.
 */
export function startRuntimeProcess(options: RuntimeProcessOptions): RuntimeProcess {
  const marker = `\u0000${randomBytes(12).toString("hex")}\u0000`;
  const child = fork(options.bootstrapFile, [], {
    cwd: options.cwd,
    env: { ...options.environment, NODE_COMPILE_CACHE: options.compileCacheFolder },
    execArgv: [
      "--enable-source-maps",
      "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
      `--max-old-space-size=${Math.max(options.memoryMb, 64)}`,
    ],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  return watchProcess(child, marker, options.onLine);
}

function watchProcess(
  child: ChildProcess,
  marker: string,
  onLine: (line: LogLine) => void,
): RuntimeProcess {
  let alive = true;
  let cause: FunctionFailure | null = null;
  let outOfMemory = false;
  let answered: (answer: RuntimeAnswer) => void = () => {};
  const markers = createMarkerCounter();

  const seeLine = (stream: LogLine["stream"], text: string): void => {
    if (stream === "stderr" && text.includes("JavaScript heap out of memory")) outOfMemory = true;
    onLine({ stream, text });
  };
  const ends = [
    readStream(child.stdout, marker, (text) => seeLine("stdout", text), markers.add),
    readStream(child.stderr, marker, (text) => seeLine("stderr", text), markers.add),
  ];
  const take = (message: RuntimeMessage): void => {
    if (message.kind === "log") return onLine({ stream: message.stream, text: message.text });
    if (message.kind === "dying") {
      cause = message.failure;
      return;
    }
    const { marked, ...answer } = message;
    if (marked) markers.whenBoth(() => answered(answer));
    else answered(answer);
  };
  child.on("message", (value: unknown) => {
    const message = readRuntimeMessage(value);
    if (message !== null) take(message);
  });
  const gone = new Promise<void>((resolve) => {
    const finish = (code: number | null, signal: string | null): void => {
      alive = false;
      const complete = (): void => {
        answered({ kind: "exit", exit: { code, signal, cause, outOfMemory } });
        resolve();
      };
      // A grandchild may hold the pipes open: wait for the rest of the output, but not for ever.
      void Promise.race([Promise.all(ends), later(graceMs)]).then(complete);
    };
    child.once("exit", finish);
    child.once("error", () => {
      if (child.pid === undefined) finish(null, null);
    });
  });

  return {
    get alive() {
      return alive;
    },
    ask(question, timeoutMs) {
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          answered = () => {};
          child.kill("SIGKILL");
          void gone.then(() => resolve({ kind: "timeout" }));
        }, timeoutMs);
        answered = (answer) => {
          clearTimeout(timer);
          answered = () => {};
          resolve(answer);
        };
        if (!alive)
          answered({
            kind: "exit",
            exit: { code: child.exitCode, signal: child.signalCode, cause, outOfMemory },
          });
        else child.send(describeMessage(question, marker), () => {});
      });
    },
    async end() {
      if (!alive) return gone;
      child.send({ kind: "end" } satisfies ParentMessage, () => {});
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** Resolves when the stream has ended. */
function readStream(
  stream: Readable | null,
  marker: string,
  onLine: (text: string) => void,
  onMarker: () => void,
): Promise<void> {
  const reader = createLineReader(marker, { onLine, onMarker });
  return new Promise((resolve) => {
    if (stream === null) return resolve();
    stream.on("data", (chunk: Buffer) => reader.read(chunk));
    stream.once("close", () => {
      reader.end();
      resolve();
    });
  });
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

/** Holds an answer back until both streams have shown their marker for it. */
function createMarkerCounter(): { add(): void; whenBoth(callback: () => void): void } {
  let seen = 0;
  let waiting: (() => void) | null = null;
  const check = (): void => {
    if (seen < 2 || waiting === null) return;
    const callback = waiting;
    seen -= 2;
    waiting = null;
    callback();
  };
  return {
    add() {
      seen += 1;
      check();
    },
    whenBoth(callback) {
      waiting = callback;
      check();
    },
  };
}
