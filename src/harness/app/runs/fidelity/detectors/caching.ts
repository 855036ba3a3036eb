import { propertyDetector } from "../property-detector.ts";

/** Answers that API Gateway keeps and gives again. */
export const caching = propertyDetector({
  anchor: "caching",
  group: "APIs",
  state: "not done",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::Stage"],
  properties: ["CacheClusterEnabled"],
  what: (names) => `the response cache of ${names}`,
  instead: "every request reaches its integration",
});
