import type { FunctionFailure, InvocationResult } from "../../core/function-invoker.ts";
import { EnvironmentSlots, type EnvironmentSlot } from "./environment-slots.ts";
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

/** Gives each piece of work an execution environment of its function for itself. */
export function createEnvironmentScheduler(options: SchedulerOptions): EnvironmentScheduler {
  const slots = new EnvironmentSlots(options.limit);
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
    use: (logicalId, work) =>
      hold(logicalId, async (environment) =>
        "close" in environment ? work(environment) : unprepared(environment),
      ),
    warm: (logicalId) =>
      hold(logicalId, async (environment) => {
        if ("close" in environment) await environment.warm();
      }),
    retire: () => slots.retire(),
    close: () => slots.close(),
  };
}

function unprepared(failure: FunctionFailure): InvocationResult {
  return { payload: null, failure, logs: [], durationMs: 0, initDurationMs: null };
}
