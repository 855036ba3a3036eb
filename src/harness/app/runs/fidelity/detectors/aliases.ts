import { propertyDetector } from "../property-detector.ts";

/** Versions and aliases of functions. */
export const aliases = propertyDetector({
  anchor: "aliases",
  group: "Functions",
  state: "different",
  types: ["AWS::Serverless::Function"],
  properties: ["AutoPublishAlias"],
  what: (names) => `the alias of ${names}`,
  instead: "the function of the template runs, whatever version an alias would have",
});
