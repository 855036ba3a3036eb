import { propertyDetector } from "../property-detector.ts";

/** Part of the requests going to the next deployment. */
export const canary = propertyDetector({
  anchor: "canary",
  group: "APIs",
  state: "different",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::Stage"],
  properties: ["CanarySetting"],
  what: (names) => `the canary deployment of ${names}`,
  instead:
    "its requests go to the API as it stands here, with stage variables of their own, and only with --canary",
});
