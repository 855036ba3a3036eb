import { propertyDetector } from "../property-detector.ts";

/** Access logs in a format of the project. */
export const accessLogs = propertyDetector({
  anchor: "access-logs",
  group: "APIs",
  state: "different",
  types: [
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Stage",
  ],
  properties: ["AccessLogSetting", "AccessLogSettings"],
  what: (names) => `access logs of ${names}`,
  instead:
    "`lockstep start --access-log` writes them to a file or standard error, nothing goes to a log group",
});
