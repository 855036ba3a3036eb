import { isObject } from "../../../../core/json.ts";
import { joinPointer } from "../../../../core/json-pointer.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";

/** Policies of an API: who may call it, from where. */
export const resourcePolicies: Detector = {
  anchor: "resource-policies",
  group: "APIs",
  state: "not done",
  find: ({ template, apis }) => [
    ...template.apis.flatMap(({ logicalId, pointer, properties }) => {
      const auth = properties["Auth"];
      if (!isObject(auth) || !isSet(auth["ResourcePolicy"])) return [];
      const place = joinPointer(pointer, "Properties", "Auth", "ResourcePolicy");
      return [
        {
          what: `the resource policy of ${logicalId}`,
          location: template.source.locate(place),
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
