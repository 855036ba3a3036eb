import { propertyDetector } from "../property-detector.ts";

/** Access logs in a format of the project. */
export const accessLogs = propertyDetector({
  anchor: "access-logs",
  group: "APIs",
  state: "not done",
  types: [
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Stage",
  ],
  properties: ["AccessLogSetting", "AccessLogSettings"],
  what: (names) => `access logs of ${names}`,
  instead: "none is written; `lockstep start` says each request",
});
