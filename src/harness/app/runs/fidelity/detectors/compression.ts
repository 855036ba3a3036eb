import { propertyDetector } from "../property-detector.ts";

/** Bodies compressed by API Gateway. */
export const compression = propertyDetector({
  anchor: "compression",
  group: "APIs",
  state: "not done",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::RestApi"],
  properties: ["MinimumCompressionSize"],
  what: (names) => `compression of ${names}`,
  instead: "bodies are sent as the function gives them",
});
