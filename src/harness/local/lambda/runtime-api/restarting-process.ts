import type { RuntimeAnswer, RuntimeProcess } from "../runtime-process.ts";
import type { ParentMessage } from "../runtime/protocol.ts";
import { startApiProcess, type ApiProcess, type ApiProcessOptions } from "./api-process.ts";

/**
 * A program that is started again when it ends between two invocations: the next one has not reached it
 * then and does not fail of it, as Lambda initialises an environment anew whose runtime went away. A program
 * is seen to be going only when it is gone, since it ends after its answer.
 */
export async function startRestartingProcess(options: ApiProcessOptions): Promise<RuntimeProcess> {
  return new RestartingProcess(options, await startApiProcess(options));
}

class RestartingProcess implements RuntimeProcess {
  readonly #options: ApiProcessOptions;
  #current: ApiProcess;
  #start: ParentMessage | null = null;

  constructor(options: ApiProcessOptions, first: ApiProcess) {
    this.#options = options;
    this.#current = first;
  }

  get alive(): boolean {
    return this.#current.alive;
  }

  get maxMemoryUsedMb(): number | null {
    return this.#current.maxMemoryUsedMb;
  }

  async ask(question: ParentMessage, timeoutMs: number): Promise<RuntimeAnswer> {
    if (question.kind === "start") this.#start = question;
    const answer = await this.#current.ask(question, timeoutMs);
    if (answer.kind !== "exit" || !this.#current.untouched || this.#start === null) return answer;
    await this.#current.end();
    this.#current = await startApiProcess(this.#options);
    const started = await this.#current.ask(this.#start, timeoutMs);
    return started.kind === "ready" ? this.#current.ask(question, timeoutMs) : started;
  }

  end(): Promise<void> {
    return this.#current.end();
  }
}
