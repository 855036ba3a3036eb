import { registry } from "./registry.ts";

/** Ask through the mocha entry; counts with the others. */
export function mochaCalls(): number {
  registry.calls += 1;
  return registry.calls;
}
