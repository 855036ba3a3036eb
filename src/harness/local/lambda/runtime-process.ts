import { spawn, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import type { FunctionFailure, LogLine } from "../../core/function-invoker.ts";
import type { ProcessExit } from "./exit-failure.ts";
import { guardProcess } from "./guard-process.ts";
import { watchMemory, type MemoryWatch } from "./memory-watch.ts";
import { readProcessOutput, type ProcessOutput } from "./process-output.ts";
import { killGroup, killMarked } from "./process-tree.ts";
import { frameOf, readFrames } from "./runtime/frames.ts";
import {
  channelDescriptor,
  readRuntimeMessage,
  type ParentMessage,
  type RuntimeMessage,
  type RuntimeOutcome,
} from "./runtime/protocol.ts";

/** How a runtime process is started. */
export interface RuntimeProcessOptions {
  /** Absolute path of the bootstrap module. */
  readonly bootstrapFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly memoryMb: number;
  /** True while a debugger is asked for: what it keeps counts for nobody. */
  readonly unlimitedMemory?: boolean;
  readonly compileCacheFolder: string;
  readonly onLine: (line: LogLine) => void;
  /** Takes a piece of a streamed response. */
  readonly onChunk: (chunk: Buffer) => void;
}

/** What came of a message that wants an answer. */
export type RuntimeAnswer =
  | RuntimeOutcome
  | { readonly kind: "exit"; readonly exit: ProcessExit }
  | { readonly kind: "timeout" };

/** The process of an execution environment. */
export interface RuntimeProcess {
  readonly alive: boolean;
  /** Most resident memory seen so far, in MB; `null` while none was seen. */
  readonly maxMemoryUsedMb: number | null;
  /** Sends one message and waits for its answer; on a timeout the process is killed first. */
  ask(question: ParentMessage, timeoutMs: number): Promise<RuntimeAnswer>;
  /** Ends the process, politely if it listens; resolves when it is gone. */
  end(): Promise<void>;
}

/** Starts the process of an execution environment, of whatever runtime. */
export type LaunchRuntime = (
  options: RuntimeProcessOptions,
) => RuntimeProcess | Promise<RuntimeProcess>;

/**
 * A twentieth of the function's memory, at most what Node takes on small machines: with more, garbage
 * that could be collected counts as memory that is used.
 */
function youngSpaceMb(memoryMb: number): number {
  return Math.min(16, Math.max(2, Math.floor(memoryMb / 20)));
}

function heapLimits(memoryMb: number): readonly string[] {
  return [
    `--max-old-space-size=${Math.max(memoryMb, 64)}`,
    `--max-semi-space-size=${youngSpaceMb(memoryMb)}`,
  ];
}

/** How long a killed or ended process is waited for before its output is given up, in milliseconds. */
const graceMs = 300;

/**
 * Starts a runtime process. A process, not a worker thread: `process.exit`, `chdir`, raw descriptors,
 * memory and native crashes stay its own, and SIGKILL ends whatever it does; a lean bootstrap starts
 * about as fast as a worker. It leads a process group, so that what it starts ends with it.
 */
export function startRuntimeProcess(options: RuntimeProcessOptions): RuntimeProcess {
  const args = [
    "--enable-source-maps",
    "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
    ...(options.unlimitedMemory === true ? [] : heapLimits(options.memoryMb)),
    options.bootstrapFile,
  ];
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...options.environment, NODE_COMPILE_CACHE: options.compileCacheFolder },
    // The last one is the channel: that of `fork` costs several times as much for each message.
    stdio: ["ignore", "pipe", "pipe", "overlapped"],
    // A group of its own; on Windows it would be a console window.
    detached: process.platform !== "win32",
  });
  guardProcess(child);
  release(child);
  return new NodeProcess(child, options);
}

/**
 * An idle process must not keep ours alive: whoever waits for an answer holds a timer, and the
 * process ends when its channel closes.
 */
function release(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
}

/** A process of Node.js, its output and the message that waits for an answer. */
class NodeProcess implements RuntimeProcess {
  readonly #child: ChildProcess;
  /** `null` for a process that could not be started. */
  readonly #channel: Socket | null;
  readonly #options: RuntimeProcessOptions;
  readonly #output: ProcessOutput;
  readonly #memory: MemoryWatch;
  /** Resolves when the process has ended and its output is read. */
  readonly #gone: Promise<void>;
  #alive = true;
  #cause: FunctionFailure | null = null;
  #outOfMemory = false;
  #answered: ((answer: RuntimeAnswer) => void) | null = null;

  constructor(child: ChildProcess, options: RuntimeProcessOptions) {
    const { onLine } = options;
    this.#child = child;
    this.#options = options;
    const memoryMb = options.unlimitedMemory === true ? Infinity : options.memoryMb;
    this.#memory = watchMemory(child.pid ?? null, memoryMb, () => {
      this.#outOfMemory = true;
      this.#kill();
    });
    this.#output = readProcessOutput(child, (stream, text) => {
      if (stream === "stderr" && text.includes("JavaScript heap out of memory")) {
        this.#outOfMemory = true;
      }
      onLine({ stream, text });
    });
    this.#channel = this.#openChannel();
    this.#gone = this.#watchEnd();
  }

  get alive(): boolean {
    return this.#alive;
  }

  get maxMemoryUsedMb(): number | null {
    return this.#memory.maxUsedMb;
  }

  ask(question: ParentMessage, timeoutMs: number): Promise<RuntimeAnswer> {
    return new Promise((resolve) => {
      this.#memory.begin();
      const timer = setTimeout(() => {
        this.#answered = null;
        this.#child.ref();
        this.#kill();
        void this.#gone.then(() => resolve({ kind: "timeout" }));
      }, timeoutMs);
      this.#answered = (answer) => {
        clearTimeout(timer);
        this.#memory.pause();
        this.#answered = null;
        resolve(answer);
      };
      if (this.#alive) this.#send(question);
      else this.#answered({ kind: "exit", exit: this.#exit() });
    });
  }

  async end(): Promise<void> {
    if (!this.#alive) return this.#gone;
    // Whoever waits for the end of a process that is slow to end must not end before it.
    this.#child.ref();
    this.#send({ kind: "end" });
    const timer = setTimeout(() => this.#kill(), graceMs);
    await this.#gone;
    clearTimeout(timer);
  }

  #openChannel(): Socket | null {
    const channel = this.#child.stdio[channelDescriptor];
    if (!(channel instanceof Socket)) return null;
    const onBroken = (): void => {
      const text = "[lockstep] The function wrote to the descriptor of the runtime's channel.";
      this.#options.onLine({ stream: "stderr", text });
      this.#kill();
    };
    const read = readFrames((value) => {
      const message = readRuntimeMessage(value);
      if (message !== null) this.#take(message);
    }, onBroken);
    // That the process has ended is told by its end.
    channel.on("error", () => {}).on("data", read);
    return channel;
  }

  #send(message: ParentMessage): void {
    this.#channel?.write(frameOf({ ...message }));
  }

  #take(message: RuntimeMessage): void {
    if (message.kind === "log") {
      this.#options.onLine({ stream: message.stream, text: message.text });
      return;
    }
    if (message.kind === "chunk") {
      this.#options.onChunk(Buffer.from(message.data, "base64"));
      return;
    }
    if (message.kind === "dying") {
      this.#cause = message.failure;
      return;
    }
    const { residentBytes, ...answer } = message;
    this.#memory.note(residentBytes);
    this.#output.whenQuiet(() => this.#answered?.(answer));
  }

  #kill(): void {
    if (this.#child.pid === undefined) this.#child.kill("SIGKILL");
    else killGroup(this.#child.pid);
  }

  /** Ends what the process started and left behind. */
  #sweep(): void {
    const { environment } = this.#options;
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    const stream = "AWS_LAMBDA_LOG_STREAM_NAME";
    const unique = environment[stream];
    if (unique !== undefined) killMarked(stream, unique);
  }

  #exit(): ProcessExit {
    const { exitCode, signalCode } = this.#child;
    const [cause, outOfMemory] = [this.#cause, this.#outOfMemory];
    return { code: exitCode, signal: signalCode, cause, outOfMemory };
  }

  async #watchEnd(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.once("error", (error) => {
        if (this.#child.pid !== undefined) return;
        const text = `[lockstep] The process could not be started: ${error.message}`;
        this.#options.onLine({ stream: "stderr", text });
        resolve();
      });
    });
    this.#alive = false;
    this.#memory.pause();
    this.#sweep();
    // A grandchild may hold the pipes open: wait for the rest of the output, but not for ever.
    await within(graceMs, this.#output.ended);
    this.#answered?.({ kind: "exit", exit: this.#exit() });
  }
}

/** Waits for work, but not longer than so many milliseconds; keeps this process alive meanwhile. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}
