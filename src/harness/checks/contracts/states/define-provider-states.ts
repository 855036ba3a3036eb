import type { JsonObject } from "../../../core/json.ts";
import type { ProviderStateValues, StateProbe } from "../../../core/state-probe.ts";
import type { Target } from "../../../core/target.ts";

/** What the handler of a provider state gets. */
export interface ProviderStateContext {
  /** The state's parameters in the pact file. */
  readonly params: JsonObject;
  /** The tables behind the target; `null` where the target gives no access to them. */
  readonly state: StateProbe | null;
  /** The provider itself, for states that are reached through its own operations. */
  readonly target: Target;
  /** In a teardown: what the set-up handed back. Empty in a set-up. */
  readonly values: ProviderStateValues;
}

/** Brings a state about; what it returns is injected into the interaction (`${orderId}`). */
export type ProviderStateSetup = (
  context: ProviderStateContext,
) => Promise<ProviderStateValues | void> | ProviderStateValues | void;

/** Takes a state away again; runs even when the interaction failed. */
export type ProviderStateTeardown = (context: ProviderStateContext) => Promise<void> | void;

/** A provider state: its set-up alone, or with what undoes it. */
export type ProviderState =
  | ProviderStateSetup
  | { readonly setup?: ProviderStateSetup; readonly teardown?: ProviderStateTeardown };

/** Provider states by the name consumers use. */
export type ProviderStates = Readonly<Record<string, ProviderState>>;

/**
 * Gives provider states their types. A handler that throws fails its interaction, with the error it
 * threw.
 *
 * @example
 * export const providerStates = defineProviderStates({
 *   "an order exists": async ({ params, state }) => {
 *     const orderId = `ORD-${randomBytes(8).toString("hex").toUpperCase()}`;
 *     await state?.put("OrdersTable", { PK: `ORDER#${orderId}`, SK: "METADATA", orderId, customerId: params["customerId"] ?? "CUST-001" });
 *     return { orderId };
 *   },
 * });
 */
export function defineProviderStates<const States extends ProviderStates>(states: States): States {
  return states;
}

/** The two halves of a provider state, each `null` where there is none. */
export interface StateHandlers {
  readonly setup: ProviderStateSetup | null;
  readonly teardown: ProviderStateTeardown | null;
}

/** The handlers of a state by name; `null` when nobody wrote any. */
export function findStateHandlers(states: ProviderStates, name: string): StateHandlers | null {
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (state === undefined) return null;
  if (typeof state === "function") return { setup: state, teardown: null };
  return { setup: state.setup ?? null, teardown: state.teardown ?? null };
}
