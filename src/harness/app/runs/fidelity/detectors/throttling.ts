import { propertyDetector } from "../property-detector.ts";

/** Limits of requests for a stage, its methods or its routes. */
export const throttling = propertyDetector({
  anchor: "throttling",
  group: "APIs",
  state: "different",
  types: [
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Stage",
  ],
  properties: ["MethodSettings", "DefaultRouteSettings", "RouteSettings"],
  asks: (value) => JSON.stringify(value).includes('"Throttling'),
  what: (names) => `throttling of ${names}`,
  instead: "no request is answered with 429 unless --throttle (or the configuration) asks for it",
});
