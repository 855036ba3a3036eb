import type { FunctionFailure } from "../../core/function-invoker.ts";
import type { ExecutionEnvironment } from "./execution-environment.ts";

/** The place of one execution environment, held by one invocation at a time. */
export interface EnvironmentSlot {
  readonly logicalId: string;
  readonly generation: number;
  /** `null` until the invocation that opened the slot has created it. */
  environment: ExecutionEnvironment | FunctionFailure | null;
}

interface Waiting {
  readonly logicalId: string;
  readonly give: (slot: EnvironmentSlot) => void;
}

async function closeSlot({ environment }: EnvironmentSlot): Promise<void> {
  if (environment !== null && "close" in environment) await environment.close();
}

/**
 * Who has which execution environment: an idle one of the function, else a new one below the limit,
 * else one in the place of the longest idle environment of another function, else the queue. A
 * function without any environment is never queued, so that functions that call each other cannot
 * wait for ever.
 */
export class EnvironmentSlots {
  readonly #limit: number;
  /** Functions that have one environment at most, which nothing takes from them: a debugger is in it. */
  readonly #alone: ReadonlySet<string>;
  readonly #all = new Set<EnvironmentSlot>();
  /** Slots given up whose process may not have ended. */
  readonly #closing = new Set<EnvironmentSlot>();
  /** Longest idle first. */
  readonly #idle: EnvironmentSlot[] = [];
  readonly #queue: Waiting[] = [];
  #generation = 0;

  constructor(limit: number, alone: ReadonlySet<string> = new Set()) {
    this.#limit = limit;
    this.#alone = alone;
  }

  acquire(logicalId: string): Promise<EnvironmentSlot> {
    const slot = this.#obtain(logicalId);
    if (slot !== null) return Promise.resolve(slot);
    return new Promise((give) => {
      this.#queue.push({ logicalId, give });
    });
  }

  /** Takes a slot back; one that is of no more use is closed before the queue is served. */
  async release(slot: EnvironmentSlot): Promise<void> {
    const usable = slot.environment !== null && "close" in slot.environment;
    const room = this.#all.size <= this.#limit || this.#alone.has(slot.logicalId);
    const wanted = slot.generation === this.#generation && room;
    if (usable && wanted) this.#idle.push(slot);
    else await this.#discard(slot);
    this.#serve();
  }

  /** Closes idle environments now and busy ones when they come back. */
  async retire(): Promise<void> {
    this.#generation += 1;
    await Promise.all(this.#idle.splice(0).map((slot) => this.#discard(slot)));
    this.#serve();
  }

  /** Closes every environment, busy or not. */
  async close(): Promise<void> {
    this.#generation += 1;
    this.#idle.length = 0;
    await Promise.all([...this.#all].map((slot) => this.#discard(slot)));
  }

  #obtain(logicalId: string): EnvironmentSlot | null {
    const at = this.#idle.findLastIndex((slot) => slot.logicalId === logicalId);
    const free = at === -1 ? undefined : this.#idle.splice(at, 1)[0];
    if (free !== undefined) return free;
    if (this.#alone.has(logicalId)) {
      return this.#isTaken(logicalId) ? null : this.#open(logicalId);
    }
    if (this.#all.size < this.#limit) return this.#open(logicalId);
    const last = this.#idle.findIndex((slot) => !this.#alone.has(slot.logicalId));
    const oldest = last === -1 ? undefined : this.#idle.splice(last, 1)[0];
    if (oldest !== undefined) {
      void this.#discard(oldest);
      return this.#open(logicalId);
    }
    return this.has(logicalId) ? null : this.#open(logicalId);
  }

  #open(logicalId: string): EnvironmentSlot {
    const slot: EnvironmentSlot = { logicalId, generation: this.#generation, environment: null };
    this.#all.add(slot);
    return slot;
  }

  /** Whether a function has an environment, or one on its way. */
  has(logicalId: string): boolean {
    return [...this.#all].some(
      (slot) => slot.logicalId === logicalId && slot.generation === this.#generation,
    );
  }

  /** Has the function an environment, of whatever generation, that has not ended? */
  #isTaken(logicalId: string): boolean {
    return [...this.#all, ...this.#closing].some((slot) => slot.logicalId === logicalId);
  }

  async #discard(slot: EnvironmentSlot): Promise<void> {
    this.#all.delete(slot);
    this.#closing.add(slot);
    try {
      await closeSlot(slot);
    } finally {
      this.#closing.delete(slot);
    }
  }

  /** Serves the queue in order as far as environments allow. */
  #serve(): void {
    for (const waiting of this.#queue.splice(0)) {
      const slot = this.#obtain(waiting.logicalId);
      if (slot === null) this.#queue.push(waiting);
      else waiting.give(slot);
    }
  }
}
