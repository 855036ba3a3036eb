import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Limits on how often a function runs at once. */
export const concurrency = propertyDetector({
  anchor: "concurrency",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["ReservedConcurrentExecutions"],
  what: (names) => `reserved concurrency of ${names}`,
  instead: "the limit is this machine's",
});
