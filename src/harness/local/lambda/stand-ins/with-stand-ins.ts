import { performance } from "node:perf_hooks";
import type { Invocation, InvocationResult } from "../../../core/function-invoker.ts";
import type { FunctionPool } from "../function-pool.ts";
import { invokeUrl } from "./invoke-url.ts";
import type { StandIn } from "./stand-in.ts";

async function answer(standIn: StandIn, invocation: Invocation): Promise<InvocationResult> {
  const begun = performance.now();
  const { payload, failure } =
    standIn.kind === "result"
      ? // A copy: whoever gets it may change it.
        { payload: structuredClone(standIn.result), failure: null }
      : await invokeUrl(standIn, invocation);
  return {
    payload,
    failure,
    logs: [],
    durationMs: performance.now() - begun,
    initDurationMs: null,
    stream: null,
    report: null,
  };
}

/**
 * A pool in which some names are answered by a server or a fixed result instead of a function that
 * runs here. Everything else is the pool's own; `functions` stays the list of those that run. The map is
 * asked with every invocation.
 *
 * @example
 * withStandIns(pool, new Map([["session", { kind: "result", result: { statusCode: 204 } }]]));
 */
export function withStandIns(
  pool: FunctionPool,
  standIns: ReadonlyMap<string, StandIn>,
): FunctionPool {
  return {
    ...pool,
    invoke: (logicalId, invocation) => {
      const standIn = standIns.get(logicalId);
      return standIn === undefined
        ? pool.invoke(logicalId, invocation)
        : answer(standIn, invocation);
    },
  };
}
