import { propertyDetector } from "../property-detector.ts";

/** An API that only a private network reaches. */
export const privateEndpoints = propertyDetector({
  anchor: "private-endpoints",
  group: "APIs",
  state: "different",
  types: ["AWS::Serverless::Api", "AWS::ApiGateway::RestApi"],
  properties: ["EndpointConfiguration"],
  asks: (value) => JSON.stringify(value).includes('"PRIVATE"'),
  what: (names) => `the private endpoint of ${names}`,
  instead: "the stage answers on loopback, without endpoint policies",
});
