import { functionTypes, propertyDetector } from "../property-detector.ts";

/** What functions may do. */
export const functionPolicies = propertyDetector({
  anchor: "function-policies",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["Policies", "Role"],
  what: (names) => `policies of ${names}`,
  instead: "no call of a function is refused for want of a permission",
});
