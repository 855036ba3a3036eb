import { isObject } from "../../../core/json.ts";
import type { ProviderState, ProviderStates } from "./define-provider-states.ts";

function isHandler(value: unknown): boolean {
  return value === undefined || typeof value === "function";
}

function isProviderState(value: unknown): value is ProviderState {
  return (
    typeof value === "function" ||
    (isObject(value) && isHandler(value["setup"]) && isHandler(value["teardown"]))
  );
}

/** True for a module's export that is provider states by name: functions, or `{ setup, teardown }`. */
export function isProviderStates(value: unknown): value is ProviderStates {
  return isObject(value) && Object.values(value).every(isProviderState);
}
