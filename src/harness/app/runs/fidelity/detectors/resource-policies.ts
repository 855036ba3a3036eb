import type { ResourcePolicy } from "../../../../local/stage/authorization/resource-policy.ts";
import {
  policyPlaces,
  readResourcePolicy,
} from "../../../../local/stage/authorization/resource-policy.ts";
import type { Detector } from "../detector.ts";
import { locateProperty } from "../locate-property.ts";

function insteadOf(policy: ResourcePolicy, api: string): string {
  if (policy.kind === "unreadable") return `every request to ${api} is answered with 501`;
  return "what hangs on keys only AWS knows is answered with 501, on aws:SourceIp too unless --source-ip gives an address";
}

/** Policies of an API: who may call it, from where. */
export const resourcePolicies: Detector = {
  anchor: "resource-policies",
  group: "APIs",
  state: "different",
  find: ({ template, apis }) =>
    apis.flatMap(({ document, wired }) => {
      const policy = readResourcePolicy(wired);
      const { logicalId } = wired.resource;
      if (policy.kind === "none") return [];
      const [place] = policyPlaces(wired);
      return [
        {
          what: `the resource policy of ${logicalId}`,
          location:
            place === "x-amazon-apigateway-policy"
              ? document.source.locate(`/${place}`)
              : locateProperty(template, logicalId, ...(place ?? "").split(".")),
          instead: insteadOf(policy, logicalId),
        },
      ];
    }),
};
