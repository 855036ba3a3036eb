import type { FunctionFailure, InvocationResult } from "../../core/function-invoker.ts";
import type { ExecutionEnvironment } from "./execution-environment.ts";

/** How environments come to be, and how many there may be. */
export interface SchedulerOptions {
  readonly limit: number;
  /** A new environment, or the failure of a function that cannot be prepared at all. */
  readonly create: (logicalId: string) => Promise<ExecutionEnvironment | FunctionFailure>;
}

/** Hands execution environments to invocations. */
export interface EnvironmentScheduler {
  use(
    logicalId: string,
    work: (environment: ExecutionEnvironment) => Promise<InvocationResult>,
  ): Promise<InvocationResult>;
  warm(logicalId: string): Promise<void>;
  /** Closes idle environments now and busy ones when they come back. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

interface Slot {
  readonly logicalId: string;
  readonly generation: number;
  environment: ExecutionEnvironment | FunctionFailure | null;
}

interface Waiting {
  readonly logicalId: string;
  readonly give: (slot: Slot) => void;
}

/**
 * One invocation per environment at a time: an idle one of the function, else a new one below the
 * limit, else one in the place of the longest idle environment of another function, else the queue.
 * A function without any environment is never queued, so that functions that call each other cannot
 * wait for ever.
 */
export function createEnvironmentScheduler(options: SchedulerOptions): EnvironmentScheduler {
  const slots = new Set<Slot>();
  /** Longest idle first. */
  const idle: Slot[] = [];
  const queue: Waiting[] = [];
  let generation = 0;

  const discard = async (slot: Slot): Promise<void> => {
    slots.delete(slot);
    const { environment } = slot;
    if (environment !== null && "close" in environment) await environment.close();
  };
  const open = (logicalId: string): Slot => {
    const slot: Slot = { logicalId, generation, environment: null };
    slots.add(slot);
    return slot;
  };
  const has = (logicalId: string): boolean => {
    for (const slot of slots) {
      if (slot.logicalId === logicalId && slot.generation === generation) return true;
    }
    return false;
  };
  const takeIdle = (logicalId: string): Slot | null => {
    const at = idle.findLastIndex((slot) => slot.logicalId === logicalId);
    return at === -1 ? null : (idle.splice(at, 1)[0] ?? null);
  };
  const obtain = (logicalId: string): Slot | null => {
    const free = takeIdle(logicalId);
    if (free !== null) return free;
    if (slots.size < options.limit) return open(logicalId);
    const oldest = idle.shift();
    if (oldest !== undefined) {
      void discard(oldest);
      return open(logicalId);
    }
    return has(logicalId) ? null : open(logicalId);
  };
  const acquire = (logicalId: string): Promise<Slot> => {
    const slot = obtain(logicalId);
    if (slot !== null) return Promise.resolve(slot);
    return new Promise((give) => queue.push({ logicalId, give }));
  };
  /** Serves the queue in order as far as environments allow. */
  const serve = (): void => {
    for (let at = 0; at < queue.length;) {
      const waiting = queue[at];
      const slot = waiting === undefined ? null : obtain(waiting.logicalId);
      if (waiting === undefined || slot === null) {
        at += 1;
        continue;
      }
      queue.splice(at, 1);
      waiting.give(slot);
    }
  };
  const release = async (slot: Slot): Promise<void> => {
    const usable = slot.environment !== null && "close" in slot.environment;
    if (usable && slot.generation === generation && slots.size <= options.limit) idle.push(slot);
    else await discard(slot);
    serve();
  };
  const enter = async (slot: Slot): Promise<ExecutionEnvironment | FunctionFailure> =>
    (slot.environment ??= await options.create(slot.logicalId));

  return {
    async use(logicalId, work) {
      const slot = await acquire(logicalId);
      try {
        const environment = await enter(slot);
        if ("close" in environment) return await work(environment);
        return {
          payload: null,
          failure: environment,
          logs: [],
          durationMs: 0,
          initDurationMs: null,
        };
      } finally {
        await release(slot);
      }
    },
    async warm(logicalId) {
      const slot = await acquire(logicalId);
      try {
        const environment = await enter(slot);
        if ("close" in environment) await environment.warm();
      } finally {
        await release(slot);
      }
    },
    async retire() {
      generation += 1;
      await Promise.all(idle.splice(0).map(discard));
    },
    async close() {
      generation += 1;
      idle.length = 0;
      await Promise.all([...slots].map(discard));
    },
  };
}
