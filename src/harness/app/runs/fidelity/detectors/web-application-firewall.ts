import { resourceDetector } from "../resource-detector.ts";

/** A firewall in front of an API. */
export const webApplicationFirewall = resourceDetector({
  anchor: "web-application-firewall",
  group: "APIs",
  state: "not done",
  types: ["AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation"],
  what: (names) => `the web application firewall (${names})`,
  instead: "no request is refused by it",
});
