import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Environments kept warm. */
export const provisionedConcurrency = propertyDetector({
  anchor: "provisioned-concurrency",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["ProvisionedConcurrencyConfig"],
  what: (names) => `provisioned concurrency of ${names}`,
  instead: "environments are warmed when the stage starts",
});
