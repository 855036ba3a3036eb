import { propertyDetector } from "../property-detector.ts";

/** Part of the requests going to the next deployment. */
export const canary = propertyDetector({
  anchor: "canary",
  group: "APIs",
  state: "not done",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::Stage"],
  properties: ["CanarySetting"],
  what: (names) => `the canary deployment of ${names}`,
  instead: "every request goes to the API as it stands here",
});
