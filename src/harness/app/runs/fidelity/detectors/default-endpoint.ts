import { propertyDetector } from "../property-detector.ts";

/** An API that is reached by its custom domain only. */
export const defaultEndpoint = propertyDetector({
  anchor: "default-endpoint",
  group: "APIs",
  state: "not done",
  types: [
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
  ],
  properties: ["DisableExecuteApiEndpoint"],
  what: (names) => `switching off the default endpoint of ${names}`,
  instead: "the stage answers",
});
