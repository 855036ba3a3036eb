import type { ResourcePolicy } from "../../../../local/stage/authorization/resource-policy.ts";
import { readResourcePolicy } from "../../../../local/stage/authorization/resource-policy.ts";
import type { Detector } from "../detector.ts";
import { locateProperty } from "../locate-property.ts";

function insteadOf(policy: ResourcePolicy, api: string): string {
  if (policy.kind === "unreadable") return `every request to ${api} is answered with 501`;
  return "conditions are judged on aws:SourceIp alone, and not for callers of this machine: what hangs on others is answered with 501";
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
      const isOfDocument = document.root["x-amazon-apigateway-policy"] !== undefined;
      return [
        {
          what: `the resource policy of ${logicalId}`,
          location: isOfDocument
            ? document.source.locate("/x-amazon-apigateway-policy")
            : locateProperty(template, logicalId, "Auth", "ResourcePolicy"),
          instead: insteadOf(policy, logicalId),
        },
      ];
    }),
};
