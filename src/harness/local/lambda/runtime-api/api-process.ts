import { spawn, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";
import type { FunctionFailure, LogLine } from "../../../core/function-invoker.ts";
import type { ProcessExit } from "../exit-failure.ts";
import { guardProcess } from "../guard-process.ts";
import { watchMemory, type MemoryWatch } from "../memory-watch.ts";
import { killGroup, killMarked } from "../process-tree.ts";
import type { RuntimeAnswer, RuntimeProcess } from "../runtime-process.ts";
import type { ParentMessage } from "../runtime/protocol.ts";
import { apiEnvironment } from "./api-environment.ts";
import { explainMissingModule } from "./explain-missing-module.ts";
import type { FunctionCommand } from "./function-command.ts";
import { readQuietly, type QuietOutput } from "./quiet-output.ts";
import { startRuntimeApi, type RuntimeApi } from "./runtime-api-server.ts";

/** How the process of another runtime is started. */
export interface ApiProcessOptions {
  readonly command: FunctionCommand;
  /** The variables a Node.js function would get. */
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly onLine: (line: LogLine) => void;
  /** Takes a piece of a streamed response. */
  readonly onChunk: (chunk: Buffer) => void;
}

/** How long the output of a process that is gone is waited for, in milliseconds: others may hold its pipes. */
const graceMs = 300;

/** How long a runtime may take from its answer to its next question before the answer is handed on, in milliseconds. */
const concludeMs = 100;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory (the file, or the interpreter its first line names)",
  EACCES: "permission denied",
  ENOEXEC: "exec format error (built for another system or processor than this machine's)",
};

/**
 * Starts a program that speaks the Lambda Runtime API, with an API of its own. It leads a process group:
 * what it starts ends with it.
 */
export async function startApiProcess(options: ApiProcessOptions): Promise<ApiProcess> {
  const started = new Program(options);
  await started.start();
  return started;
}

/** A running program. */
export interface ApiProcess extends RuntimeProcess {
  /** Most resident memory seen so far, in MB; `null` while none was seen. */
  readonly maxMemoryUsedMb: number | null;
  /** True when the invocation last asked of it has not reached it. */
  readonly untouched: boolean;
}

/** Lambda answers text that is no JSON as it stands; here it is a string, the only JSON it can be. */
function asJsonText(payload: string): string {
  if (payload.trim() === "") return "null";
  try {
    JSON.parse(payload);
    return payload;
  } catch {
    return JSON.stringify(payload);
  }
}

/** The program, its output, its API and the question that waits for an answer. */
class Program implements ApiProcess {
  readonly #options: ApiProcessOptions;
  #api: RuntimeApi | null = null;
  #child: ChildProcess | null = null;
  #output: QuietOutput | null = null;
  #memory: MemoryWatch | null = null;
  /** Resolves when the process has ended and its output is read. */
  #gone: Promise<void> = Promise.resolve();
  #alive = false;
  #ready = false;
  #overMemory = false;
  #startFailure: FunctionFailure | null = null;
  #answered: ((answer: RuntimeAnswer) => void) | null = null;
  /** The answer of the invocation, until the runtime asks for the next one. */
  #concluding: RuntimeAnswer | null = null;

  constructor(options: ApiProcessOptions) {
    this.#options = options;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get untouched(): boolean {
    return this.#api?.pending === true;
  }

  get maxMemoryUsedMb(): number | null {
    return this.#memory?.maxUsedMb ?? null;
  }

  async start(): Promise<void> {
    this.#api = await startRuntimeApi({
      onNext: () => {
        this.#ready = true;
        this.#settle(this.#concluding ?? { kind: "ready" });
      },
      onInitError: (failure) =>
        this.#settle(
          { kind: "failed", failure },
          explainMissingModule(failure, this.#options.command),
        ),
      onChunk: (chunk) => this.#options.onChunk(chunk),
      onStreamed: (end) => this.#conclude({ kind: "streamed", ...end }),
      onError: (failure) => this.#conclude({ kind: "failed", failure }),
      onResponse: (payload) => this.#conclude({ kind: "done", payload: asJsonText(payload) }),
    });
    const { command, onLine } = this.#options;
    const child = spawn(command.executable, command.args, {
      cwd: command.taskRoot,
      env: apiEnvironment({ ...this.#options, address: this.#api.address }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    this.#child = child;
    this.#alive = true;
    this.#output = readQuietly(child, (stream, text) => onLine({ stream, text }));
    guardProcess(child);
    child.unref();
    for (const stream of [child.stdout, child.stderr]) {
      if (stream instanceof Socket) stream.unref();
    }
    this.#memory = watchMemory(child.pid ?? null, this.#options.memoryMb, () => {
      this.#overMemory = true;
      this.#kill();
    });
    this.#gone = this.#watchEnd(child);
  }

  ask(question: ParentMessage, timeoutMs: number): Promise<RuntimeAnswer> {
    return new Promise((resolve) => {
      this.#memory?.begin();
      const timer = setTimeout(() => {
        if (this.#concluding !== null) return this.#answered?.(this.#concluding);
        this.#answered = null;
        this.#memory?.pause();
        this.#kill();
        void this.#gone.then(() => resolve({ kind: "timeout" }));
      }, timeoutMs);
      this.#answered = (answer) => {
        clearTimeout(timer);
        this.#memory?.pause();
        this.#answered = null;
        this.#concluding = null;
        resolve(answer);
      };
      if (!this.#alive) this.#answered(this.#ending());
      else if (question.kind === "invoke") this.#offer(question);
      else if (this.#ready) this.#settle({ kind: "ready" });
    });
  }

  async end(): Promise<void> {
    this.#kill();
    await this.#gone;
    await this.#api?.close();
  }

  #offer(question: Extract<ParentMessage, { kind: "invoke" }>): void {
    const { requestId, traceHeader, deadline, payload, clientContext } = question;
    const { invokedFunctionArn, tenantId } = question;
    this.#api?.offer({
      requestId,
      traceHeader,
      deadline,
      payload,
      clientContext: clientContext === null ? null : JSON.stringify(clientContext),
      invokedFunctionArn,
      tenantId,
    });
  }

  /**
   * An invocation ends when the runtime asks for the next one: by then it lives on, and what it wrote is
   * written. One that does not ask is not waited for long.
   */
  #conclude(answer: RuntimeAnswer): void {
    this.#concluding = answer;
    setTimeout(() => {
      if (this.#concluding === answer) this.#settle(answer);
    }, concludeMs);
  }

  /** Hands an answer on when what the process wrote before it has been read. */
  #settle(answer: RuntimeAnswer, note: string | null = null): void {
    const answered = this.#answered;
    if (answered === null) return;
    void this.#output?.quiet().then(() => {
      if (this.#answered !== answered) return;
      if (note !== null) this.#options.onLine({ stream: "stderr", text: note });
      answered(answer);
    });
  }

  #kill(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    this.#child?.ref();
    killGroup(pid);
  }

  /** Ends what the program started and left behind, also in a session of its own. */
  #sweep(): void {
    const name = "AWS_LAMBDA_LOG_STREAM_NAME";
    const unique = this.#options.environment[name];
    this.#kill();
    if (unique !== undefined) killMarked(name, unique);
  }

  #ending(): RuntimeAnswer {
    if (this.#startFailure !== null) return { kind: "failed", failure: this.#startFailure };
    const { exitCode: code = null, signalCode: signal = null } = this.#child ?? {};
    const exit: ProcessExit = { code, signal, cause: null, outOfMemory: this.#overMemory };
    return { kind: "exit", exit };
  }

  async #watchEnd(child: ChildProcess): Promise<void> {
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", (error) => {
        if (child.pid !== undefined) return;
        this.#startFailure = this.#cannotStart(error);
        resolve();
      });
    });
    this.#alive = false;
    this.#memory?.pause();
    this.#sweep();
    await this.#output?.ended(graceMs);
    await this.#api?.close();
    this.#answered?.(this.#concluding ?? this.#ending());
  }

  #cannotStart(error: Error): FunctionFailure {
    const { executable } = this.#options.command;
    const code: unknown = Reflect.get(error, "code");
    const reason = typeof code === "string" ? (reasons[code] ?? code) : error.message;
    return {
      kind: "init",
      errorType: "Runtime.InvalidEntrypoint",
      errorMessage: `Error: fork/exec ${executable}: ${reason}`,
      trace: [],
    };
  }
}
