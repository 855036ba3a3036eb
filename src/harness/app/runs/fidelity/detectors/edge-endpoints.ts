import { propertyDetector } from "../property-detector.ts";

/** An API behind CloudFront. Only one that says so is named: it is what an API without the setting has. */
export const edgeEndpoints = propertyDetector({
  anchor: "edge-endpoints",
  group: "APIs",
  state: "different",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::RestApi"],
  properties: ["EndpointConfiguration"],
  asks: (value) => JSON.stringify(value).includes('"EDGE"'),
  what: (names) => `the edge-optimised endpoint of ${names}`,
  instead: "events look like those of a Regional endpoint: no CloudFront headers",
});
