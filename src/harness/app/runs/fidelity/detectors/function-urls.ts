import { propertyDetector } from "../property-detector.ts";

/** URLs of functions. */
export const functionUrls = propertyDetector({
  anchor: "function-urls",
  group: "Functions",
  state: "not done",
  types: ["AWS::Serverless::Function"],
  properties: ["FunctionUrlConfig"],
  what: (names) => `the function URL of ${names}`,
  instead: "nothing listens for it; `lockstep invoke` runs the function",
});
