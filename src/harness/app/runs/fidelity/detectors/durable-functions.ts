import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Functions that continue where they stopped. */
export const durableFunctions = propertyDetector({
  anchor: "durable-functions",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["DurableConfig"],
  what: (names) => `durable execution of ${names}`,
  instead: "they run as ordinary functions, without checkpoints",
});
