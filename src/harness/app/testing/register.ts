import { registry } from "./registry.ts";

/** Ask through the register entry; counts with the others. */
export function registerCalls(): number {
  registry.calls += 1;
  return registry.calls;
}
