import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Functions in a private network. */
export const privateNetworks = propertyDetector({
  anchor: "private-networks",
  group: "Functions",
  state: "different",
  types: functionTypes,
  properties: ["VpcConfig"],
  what: (names) => `the VPC of ${names}`,
  instead: "functions have this machine's network",
});
