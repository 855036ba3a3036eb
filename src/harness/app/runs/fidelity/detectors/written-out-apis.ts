import { resourceDetector } from "../resource-detector.ts";

/** APIs in CloudFormation's own types that are not read. */
export const writtenOutApis = resourceDetector({
  anchor: "written-out-apis",
  group: "APIs",
  state: "not done",
  types: ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"],
  applies: ({ logicalId, properties }, { template }) =>
    properties["ProtocolType"] !== "WEBSOCKET" &&
    template.apis.every((api) => api.logicalId !== logicalId),
  what: (names) => `the API ${names}, written out in CloudFormation resources`,
  instead: "it is not served",
});
