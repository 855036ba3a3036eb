import type { FunctionFailure, InvocationResult } from "../../core/function-invoker.ts";
import { EnvironmentSlots, type EnvironmentSlot } from "./environment-slots.ts";
import type { ExecutionEnvironment } from "./execution-environment.ts";
import { withoutRun } from "./refuse-invocation.ts";

/** How environments come to be, and how many there may be. */
export interface SchedulerOptions {
  readonly limit: number;
  /** Functions that have one environment at most. */
  readonly alone?: ReadonlySet<string>;
  /** A new environment, or the failure of a function that cannot be prepared at all. */
  readonly create: (logicalId: string) => Promise<ExecutionEnvironment | FunctionFailure>;
}

/** Hands execution environments to invocations. */
export interface EnvironmentScheduler {
  use(
    logicalId: string,
    work: (environment: ExecutionEnvironment) => Promise<InvocationResult>,
  ): Promise<InvocationResult>;
  /** Starts an environment of a function that has none, or waits for the one that is being warmed. */
  warm(logicalId: string): Promise<void>;
  /** Closes idle environments now and busy ones when they come back. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

/** Gives each piece of work an execution environment of its function for itself. */
export function createEnvironmentScheduler(options: SchedulerOptions): EnvironmentScheduler {
  const slots = new EnvironmentSlots(options.limit, options.alone);
  /** Environments being warmed that no invocation waits for yet, by function. */
  const warming = new Map<string, Set<Promise<void>>>();
  let closed = false;
  const hold = async <T>(
    logicalId: string,
    work: (environment: ExecutionEnvironment | FunctionFailure) => Promise<T>,
  ): Promise<T> => {
    const slot: EnvironmentSlot = await slots.acquire(logicalId);
    try {
      slot.environment ??= await options.create(logicalId);
      return await work(slot.environment);
    } finally {
      await slots.release(slot);
    }
  };
  return {
    async use(logicalId, work) {
      // To wait for an environment that is on its way is quicker than to start one more.
      const pending = warming.get(logicalId);
      const [first] = pending ?? [];
      if (first !== undefined) {
        pending?.delete(first);
        await first;
      }
      return hold(logicalId, async (environment) =>
        "close" in environment ? work(environment) : withoutRun(environment),
      );
    },
    async warm(logicalId) {
      const underWay = warming.get(logicalId);
      if (underWay !== undefined) await Promise.all(underWay);
      if (closed || slots.has(logicalId)) return;
      const warmed = hold(logicalId, async (environment) => {
        if ("close" in environment && !closed) await environment.warm();
      });
      const awaited = warmed.catch(() => {});
      const pending = warming.get(logicalId) ?? new Set();
      warming.set(logicalId, pending.add(awaited));
      try {
        await warmed;
      } finally {
        pending.delete(awaited);
      }
    },
    retire: () => slots.retire(),
    async close() {
      closed = true;
      await slots.close();
      // What was on its way is closed as it comes; its process must not outlive the pool.
      await Promise.all([...warming.values()].flatMap((each) => [...each]));
    },
  };
}
