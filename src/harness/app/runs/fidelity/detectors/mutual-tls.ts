import { isObject } from "../../../../core/json.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";
import { locateProperty } from "../locate-property.ts";

/** Certificates of clients. */
export const mutualTls: Detector = {
  anchor: "mutual-tls",
  group: "APIs",
  state: "not done",
  find: ({ template }) =>
    template.apis.flatMap(({ logicalId, properties }) => {
      const domain = properties["Domain"];
      if (!isObject(domain) || !isSet(domain["MutualTlsAuthentication"])) return [];
      return [
        {
          what: `mutual TLS of ${logicalId}`,
          location: locateProperty(template, logicalId, "Domain", "MutualTlsAuthentication"),
          instead: `every request to ${logicalId} is answered with 501`,
        },
      ];
    }),
};
