import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Layers of functions. */
export const layers = propertyDetector({
  anchor: "layers",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["Layers"],
  what: (names) => `layers of ${names}`,
  instead: "modules load from node_modules; what only a layer has is missing",
});
