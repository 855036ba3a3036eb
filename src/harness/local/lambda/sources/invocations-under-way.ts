import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds work that nobody waits for gives way to invocations. */
const givesWayForMs = 1000;
const lookEveryMs = 5;

/** Which functions are being invoked, and which was last: whoever waits for an answer comes first. */
export class InvocationsUnderWay {
  #running = 0;
  /** Latest last. */
  readonly #used = new Set<string>();

  async track<T>(logicalId: string, work: () => Promise<T>): Promise<T> {
    this.#used.delete(logicalId);
    this.#used.add(logicalId);
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
    }
  }

  get areSeveral(): boolean {
    return this.#running > 1;
  }

  /** Waits until nothing is being invoked; a moment at most, for an invocation may take minutes. */
  async untilCalm(): Promise<void> {
    const end = performance.now() + givesWayForMs;
    while (this.#running > 0 && performance.now() < end) await delay(lookEveryMs);
  }

  /** Functions, those invoked last first. */
  latestFirst(logicalIds: Iterable<string>): readonly string[] {
    const order = [...this.#used];
    return [...logicalIds].toSorted((a, b) => order.lastIndexOf(b) - order.lastIndexOf(a));
  }
}
