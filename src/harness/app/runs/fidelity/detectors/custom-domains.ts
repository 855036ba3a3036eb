import type { Detector } from "../detector.ts";
import { propertyDetector } from "../property-detector.ts";
import { resourceDetector } from "../resource-detector.ts";

const anchor = "custom-domains";
const instead =
  "the stage answers under its own name, with the stage in front of the path; `lockstep start --domain` serves the paths of the domain";

const settings = propertyDetector({
  anchor,
  group: "APIs",
  state: "different",
  types: ["AWS::Serverless::Api", "AWS::Serverless::HttpApi"],
  properties: ["Domain"],
  what: (names) => `the custom domain of ${names}`,
  instead,
});

const resources = resourceDetector({
  anchor,
  group: "APIs",
  state: "different",
  types: ["AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName"],
  what: (names) => `the custom domain ${names}`,
  instead,
});

/** Domains of the project's own, and the paths under which they lead to APIs. */
export const customDomains: Detector = {
  anchor,
  group: "APIs",
  state: "different",
  find: (facts) => [...settings.find(facts), ...resources.find(facts)],
};
