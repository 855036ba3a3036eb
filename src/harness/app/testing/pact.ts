import { registry } from "./registry.ts";

/** Ask through the pact entry; counts with the others. */
export function pactCalls(): number {
  registry.calls += 1;
  return registry.calls;
}
