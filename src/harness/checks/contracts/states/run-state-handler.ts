import { isJsonObject, type JsonObject } from "../../../core/json.ts";
import type { ProviderStateValues } from "../../../core/state-probe.ts";
import type { Target } from "../../../core/target.ts";
import { findStateHandlers, type ProviderStates } from "./define-provider-states.ts";

/** Which handler to run, and for whom. */
export interface StateCall {
  readonly phase: "setup" | "teardown";
  readonly name: string;
  readonly params: JsonObject;
  /** What the set-up handed back; empty for a set-up. */
  readonly values: ProviderStateValues;
}

/** Where handlers run. */
export interface StateEnvironment {
  readonly states: ProviderStates;
  readonly target: Target;
  /** Milliseconds one handler may take. */
  readonly timeoutMs: number;
}

async function within<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs the handler of a provider state and gives the values to inject.
 * Rejects with what the handler threw, when there is no handler, when it takes too long, and when
 * what it returns is not JSON.
 */
export async function runStateHandler(
  environment: StateEnvironment,
  call: StateCall,
): Promise<ProviderStateValues> {
  const handlers = findStateHandlers(environment.states, call.name);
  if (handlers === null) throw new Error(`No provider state is called "${call.name}".`);
  const handler = handlers[call.phase];
  if (handler === null) return {};
  const { target } = environment;
  const context = {
    params: call.params,
    state: target.capabilities.state,
    target,
    values: call.values,
  };
  const work = Promise.resolve().then(() => handler(context));
  const values: unknown = await within(
    work,
    environment.timeoutMs,
    `The ${call.phase} of "${call.name}"`,
  );
  if (values === undefined || values === null || call.phase === "teardown") return {};
  if (!isJsonObject(values))
    throw new TypeError(
      `The handler of "${call.name}" returned something that is not a JSON object.`,
    );
  return values;
}
