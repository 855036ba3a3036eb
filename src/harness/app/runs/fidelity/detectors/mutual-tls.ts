import { isObject } from "../../../../core/json.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";
import { locateProperty } from "../locate-property.ts";
import { propertyDetector } from "../property-detector.ts";

const shared = { anchor: "mutual-tls", group: "APIs", state: "not done" } as const;

/** Domains that are resources of their own: the APIs behind them are served all the same. */
const domains = propertyDetector({
  ...shared,
  types: ["AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName"],
  properties: ["MutualTlsAuthentication"],
  what: (names) => `mutual TLS of the custom domain ${names}`,
  instead: "no client is asked for a certificate",
});

/** Certificates of clients. */
export const mutualTls: Detector = {
  ...shared,
  find: (facts) => [
    ...facts.template.apis.flatMap(({ logicalId, properties }) => {
      const domain = properties["Domain"];
      if (!isObject(domain) || !isSet(domain["MutualTlsAuthentication"])) return [];
      return [
        {
          what: `mutual TLS of ${logicalId}`,
          location: locateProperty(facts.template, logicalId, "Domain", "MutualTlsAuthentication"),
          instead: `every request to ${logicalId} is answered with 501`,
        },
      ];
    }),
    ...domains.find(facts),
  ],
};
