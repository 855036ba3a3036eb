import type { FunctionFailure, InvocationResult } from "../../core/function-invoker.ts";
import { EnvironmentSlots, type EnvironmentSlot } from "./environment-slots.ts";
import type { ExecutionEnvironment } from "./execution-environment.ts";
import { stopped, withoutRun } from "./refuse-invocation.ts";

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
  /** Closes idle environments now and busy ones when they come back; of one function, or of all. */
  retire(logicalId?: string): Promise<void>;
  /** Does the function have an environment that may be used again? */
  has(logicalId: string): boolean;
  close(): Promise<void>;
}

/** Creates environments until it is closed: what was being prepared then must not start a process. */
function closableCreation(create: SchedulerOptions["create"]) {
  const creating = new Set<Promise<unknown>>();
  let closed = false;
  return {
    async create(logicalId: string): Promise<ExecutionEnvironment | FunctionFailure> {
      if (closed) return stopped;
      const created = create(logicalId);
      const awaited = created.catch(() => {});
      creating.add(awaited);
      try {
        const environment = await created;
        if (!closed) return environment;
        if ("close" in environment) await environment.close();
        return stopped;
      } finally {
        creating.delete(awaited);
      }
    },
    async close(): Promise<void> {
      closed = true;
      await Promise.all(creating);
    },
  };
}

/** Gives each piece of work an execution environment of its function for itself. */
export function createEnvironmentScheduler(options: SchedulerOptions): EnvironmentScheduler {
  const slots = new EnvironmentSlots(options.limit, options.alone);
  /** Environments being warmed that no invocation waits for yet, by function. */
  const warming = new Map<string, Set<Promise<void>>>();
  let closed = false;
  const creation = closableCreation(options.create);
  const hold = async <T>(
    logicalId: string,
    work: (environment: ExecutionEnvironment | FunctionFailure) => Promise<T>,
  ): Promise<T> => {
    const slot: EnvironmentSlot = await slots.acquire(logicalId);
    try {
      slot.environment ??= await creation.create(logicalId);
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
    retire(logicalId) {
      // An environment of the old code is nothing to wait for.
      if (logicalId === undefined) warming.clear();
      else warming.delete(logicalId);
      return slots.retire(logicalId);
    },
    has: (logicalId) => slots.has(logicalId),
    async close() {
      closed = true;
      const created = creation.close();
      await slots.close();
      await created;
      // What was on its way is closed as it comes; its process must not outlive the pool.
      await Promise.all([...warming.values()].flatMap((each) => [...each]));
    },
  };
}
