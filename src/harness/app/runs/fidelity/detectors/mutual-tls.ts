import { isObject } from "../../../../core/json.ts";
import { joinPointer } from "../../../../core/json-pointer.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";

/** Certificates of clients. */
export const mutualTls: Detector = {
  anchor: "mutual-tls",
  group: "APIs",
  state: "not done",
  find: ({ template }) =>
    template.apis.flatMap(({ logicalId, pointer, properties }) => {
      const domain = properties["Domain"];
      if (!isObject(domain) || !isSet(domain["MutualTlsAuthentication"])) return [];
      const place = joinPointer(pointer, "Properties", "Domain", "MutualTlsAuthentication");
      return [
        {
          what: `mutual TLS of ${logicalId}`,
          location: template.source.locate(place),
          instead: `every request to ${logicalId} is answered with 501`,
        },
      ];
    }),
};
