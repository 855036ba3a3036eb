import { registry } from "./registry.ts";

/** Name of the library; stands here until the library's face moves in. */
export const libraryName = "lockstep-sam";

/** Number of times any entry has been asked since the process started. */
export async function countCalls(): Promise<number> {
  const { default: got } = await import("got");
  if (typeof got !== "function") throw new TypeError("got did not load");
  registry.calls += 1;
  return registry.calls;
}
