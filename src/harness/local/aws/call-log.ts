import type { AwsCall } from "../../core/target.ts";

/** Calls are kept for so many traces; older ones are forgotten. */
const keptTraces = 2000;

/** AWS calls by the trace that SDK clients forward. */
export interface CallLog {
  record(traceHeader: string, call: AwsCall): void;
  /** Calls made under a trace root (`1-…-…`), in order. */
  callsOf(traceRoot: string): readonly AwsCall[];
}

/** The root of an `X-Amzn-Trace-Id` header, `null` when it has none. */
export function traceRoot(header: string): string | null {
  return /(?:^|;)\s*Root=([^;\s]+)/.exec(header)?.[1] ?? null;
}

/** Keeps calls in memory; a call without a trace cannot be attributed and is not kept. */
export function createCallLog(): CallLog {
  const traces = new Map<string, AwsCall[]>();
  return {
    record: (header, call) => {
      const root = traceRoot(header);
      if (root === null) return;
      const calls = traces.get(root);
      if (calls !== undefined) {
        calls.push(call);
        return;
      }
      traces.set(root, [call]);
      const oldest = traces.size > keptTraces ? traces.keys().next() : null;
      if (oldest?.done === false) traces.delete(oldest.value);
    },
    callsOf: (root) => [...(traces.get(root) ?? [])],
  };
}
