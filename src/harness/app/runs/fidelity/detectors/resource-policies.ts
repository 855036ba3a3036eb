import { isObject } from "../../../../core/json.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";
import { locateProperty } from "../locate-property.ts";

/** Policies of an API: who may call it, from where. */
export const resourcePolicies: Detector = {
  anchor: "resource-policies",
  group: "APIs",
  state: "not done",
  find: ({ template, apis }) => [
    ...template.apis.flatMap(({ logicalId, properties }) => {
      const auth = properties["Auth"];
      if (!isObject(auth) || !isSet(auth["ResourcePolicy"])) return [];
      return [
        {
          what: `the resource policy of ${logicalId}`,
          location: locateProperty(template, logicalId, "Auth", "ResourcePolicy"),
          instead: `every request to ${logicalId} is answered with 501`,
        },
      ];
    }),
    ...apis.flatMap(({ document, wired }) => {
      if (!isSet(document.root["x-amazon-apigateway-policy"])) return [];
      return [
        {
          what: `the resource policy of ${wired.resource.logicalId}`,
          location: document.source.locate("/x-amazon-apigateway-policy"),
          instead: `every request to ${wired.resource.logicalId} is answered with 501`,
        },
      ];
    }),
  ],
};
