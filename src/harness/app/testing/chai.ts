import { registry } from "./registry.ts";

/** Ask through the chai entry; counts with the others. */
export function chaiCalls(): number {
  registry.calls += 1;
  return registry.calls;
}
