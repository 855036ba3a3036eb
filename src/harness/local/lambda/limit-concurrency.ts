import type {
  FunctionDefinition,
  Invocation,
  InvocationResult,
} from "../../core/function-invoker.ts";
import { refuseInvocation, withoutRun } from "./refuse-invocation.ts";

/** Runs one invocation, or answers what Lambda does where it would not run it. */
export type LimitedRun = (
  definition: FunctionDefinition,
  invocation: Invocation,
  run: () => Promise<InvocationResult>,
) => Promise<InvocationResult>;

/** Counts the invocations of each function that have not ended, and refuses those that are too many. */
export function limitConcurrency(): LimitedRun {
  const running = new Map<string, number>();
  const count = (logicalId: string, change: number): void => {
    running.set(logicalId, (running.get(logicalId) ?? 0) + change);
  };
  return async (definition, invocation, run) => {
    const { logicalId } = definition;
    const refused = refuseInvocation(definition, invocation, running.get(logicalId) ?? 0);
    if (refused !== null) return withoutRun(refused);
    count(logicalId, 1);
    try {
      return await run();
    } finally {
      count(logicalId, -1);
    }
  };
}
