import type { ResourcePolicy } from "../../../../local/stage/authorization/resource-policy.ts";
import {
  policyPlaces,
  readResourcePolicy,
} from "../../../../local/stage/authorization/resource-policy.ts";
import type { Policy } from "../../../../local/stage/authorization/policy/policy-statements.ts";
import type { Detector } from "../detector.ts";
import { listNames } from "../list-names.ts";
import { locateProperty } from "../locate-property.ts";

/** Condition keys, in lower case, that every request tells as it would on AWS. */
const alwaysTold: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:referer",
  "aws:securetransport",
  "aws:useragent",
]);

/** What of a policy may hang on a value that only AWS knows. */
function hangsOn({ statements, variables }: Policy): readonly string[] {
  const keys = statements.flatMap(({ tests, resources }) => [
    ...tests.map(({ key }) => key),
    ...(variables ? variablesOf(resources.texts) : []),
    ...tests.flatMap(({ values }) => (variables ? variablesOf(values) : [])),
  ]);
  const signed = { arn: "arn:aws:iam::111122223333:user/any" };
  const excepts = statements.some(({ principals }) => typeof principals?.(signed) === "object");
  return [
    ...new Set(keys.filter((key) => !alwaysTold.has(key.toLowerCase()))),
    ...(excepts ? ["NotPrincipal (for signed requests)"] : []),
  ];
}

/** `${aws:username}`, `${aws:username, 'nobody'}` */
function variablesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/\$\{([^{},]*:[^{},]*)/gu)].map(([, name = ""]) => name.trim()),
  );
}

/** What happens instead; `null` where the policy is judged as on AWS. */
function insteadOf(policy: ResourcePolicy, api: string): string | null {
  if (policy.kind === "none") return null;
  if (policy.kind === "unreadable") return `every request to ${api} is answered with 501`;
  const names = hangsOn(policy.policy);
  if (names.length === 0) return null;
  const address = names.some((name) => name.toLowerCase() === "aws:sourceip")
    ? "; --source-ip gives an address"
    : "";
  return `a request that hangs on ${listNames(names)} is answered with 501 where only AWS knows the value${address}`;
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
      const instead = insteadOf(policy, logicalId);
      if (instead === null) return [];
      const [place] = policyPlaces(wired);
      return [
        {
          what: `the resource policy of ${logicalId}`,
          location:
            place === "x-amazon-apigateway-policy"
              ? document.source.locate(`/${place}`)
              : locateProperty(template, logicalId, ...(place ?? "").split(".")),
          instead,
        },
      ];
    }),
};
