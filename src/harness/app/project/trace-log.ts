import type { Trace } from "../../core/target.ts";

/** How many traces are kept while somebody waits for one. */
const keptTraces = 1000;

/**
 * The traces of requests that targets send over HTTP, by request id: a target finds there what its answer's headers do
 * not say. While no target waits for an answer nothing is kept, whoever else sends requests.
 */
export class TraceLog {
  readonly #kept = new Map<string, Trace>();
  #waiting = 0;

  /** Takes the trace of a request that is about to be answered. */
  note(trace: Trace): void {
    if (this.#waiting === 0 || trace.requestId === null) return;
    this.#kept.set(trace.requestId, trace);
    const oldest = this.#kept.size > keptTraces ? this.#kept.keys().next() : null;
    if (oldest?.done === false) this.#kept.delete(oldest.value);
  }

  /** `null` for a request that was answered before anybody waited. */
  get(requestId: string): Trace | null {
    return this.#kept.get(requestId) ?? null;
  }

  /** Keeps traces until the work is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    try {
      return await work();
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#kept.clear();
    }
  }
}
