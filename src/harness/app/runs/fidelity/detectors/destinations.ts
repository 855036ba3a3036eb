import { propertyDetector } from "../property-detector.ts";

/** Where results of asynchronous invocations go, and how often they are tried. */
export const destinations = propertyDetector({
  anchor: "destinations",
  group: "Functions",
  state: "not done",
  types: ["AWS::Serverless::Function"],
  properties: ["EventInvokeConfig"],
  what: (names) => `retries and destinations of ${names}`,
  instead: "functions are invoked once; nothing is sent on",
});
