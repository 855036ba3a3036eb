import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  decideByPolicy,
  type PolicyDecision,
} from "../../../../../src/harness/local/stage/authorization/decide-by-policy.ts";
import type { ConditionValue } from "../../../../../src/harness/local/stage/authorization/policy/condition-keys.ts";
import { anonymous } from "../../../../../src/harness/local/stage/authorization/policy/principals.ts";
import { matchesWildcards } from "../../../../../src/harness/local/stage/authorization/policy/wildcard-pattern.ts";

const arn = "arn:aws:execute-api:us-east-1:123456789012:abc123/dev/GET/orders/7";

function policyOf(...statements: readonly JsonValue[]): JsonValue {
  return { Version: "2012-10-17", Statement: statements };
}

const allowAll = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };

const deny = { ...allowAll, Effect: "Deny" };
const cannotTell = { unknown: "the condition key aws:Unknown" };

const keys = (key: string): ConditionValue =>
  key.toLowerCase() === "aws:referer"
    ? { kind: "value", value: "here" }
    : { kind: "unknown", reason: `the condition key ${key}`, isPresent: null };

const rows: readonly (readonly [string, JsonValue, PolicyDecision])[] = [
  ["one Allow for all", policyOf(allowAll), "allow"],
  ["a statement that is no list", { Statement: allowAll }, "allow"],
  ["the exact ARN", policyOf({ ...allowAll, Resource: arn }), "allow"],
  [
    "a wildcard over methods and paths",
    policyOf({ ...allowAll, Resource: "arn:aws:execute-api:*:*:abc123/dev/*" }),
    "allow",
  ],
  [
    "the short form, which stands for an ARN in resource policies alone",
    policyOf({ ...allowAll, Resource: "execute-api:/*" }),
    { unknown: "the resource execute-api:/* in a policy of an authorizer" },
  ],
  [
    "the short form in a Deny",
    policyOf(allowAll, { ...allowAll, Effect: "Deny", Resource: "execute-api:/dev/GET/*" }),
    { unknown: "the resource execute-api:/dev/GET/* in a policy of an authorizer" },
  ],
  [
    "a wildcard for one character",
    policyOf({ ...allowAll, Resource: arn.replace("7", "?") }),
    "allow",
  ],
  [
    "another method",
    policyOf({ ...allowAll, Resource: arn.replace("GET", "POST") }),
    "implicit-deny",
  ],
  [
    "a path that is a prefix",
    policyOf({ ...allowAll, Resource: arn.slice(0, -2) }),
    "implicit-deny",
  ],
  [
    "another action",
    policyOf({ ...allowAll, Action: "execute-api:ManageConnections" }),
    "implicit-deny",
  ],
  ["actions in any case", policyOf({ ...allowAll, Action: ["EXECUTE-API:invoke"] }), "allow"],
  ["all actions", policyOf({ ...allowAll, Action: "*" }), "allow"],
  [
    "Deny beats Allow",
    policyOf(allowAll, { ...allowAll, Effect: "Deny", Resource: arn }),
    "explicit-deny",
  ],
  [
    "a Deny of something else",
    policyOf(allowAll, { ...allowAll, Effect: "Deny", Resource: `${arn}8` }),
    "allow",
  ],
  ["a principal", policyOf({ ...allowAll, Principal: { AWS: "111122223333" } }), "allow"],
  ["a principal that is none", policyOf({ ...deny, NotPrincipal: [] }), "explicit-deny"],
  ["NotResource", policyOf({ Effect: "Allow", Action: "*", NotResource: arn }), "implicit-deny"],
  ["NotAction", policyOf({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }), "explicit-deny"],
  [
    "a condition that cannot be told on an Allow",
    policyOf({ ...allowAll, Condition: { StringEquals: { "aws:Unknown": "x" } } }),
    cannotTell,
  ],
  [
    "a condition that cannot be told on an Allow, beside another",
    policyOf(allowAll, { ...allowAll, Condition: { StringEquals: { "aws:Unknown": "x" } } }),
    "allow",
  ],
  [
    "a condition that cannot be told on a Deny, beside an Allow",
    policyOf(allowAll, { ...deny, Condition: { StringEquals: { "aws:Unknown": "x" } } }),
    cannotTell,
  ],
  [
    "a condition that cannot be told on a Deny, beside another Deny",
    policyOf(deny, { ...deny, Condition: { StringEquals: { "aws:Unknown": "x" } } }),
    "explicit-deny",
  ],
  [
    "a condition that holds",
    policyOf({ ...allowAll, Condition: { StringEquals: { "AWS:referer": "here" } } }),
    "allow",
  ],
  [
    "a condition that does not hold",
    policyOf({ ...allowAll, Condition: { StringEquals: { "aws:Referer": "there" } } }),
    "implicit-deny",
  ],
  ["an empty condition", policyOf({ ...allowAll, Condition: {} }), "allow"],
  ["no statement", { Version: "2012-10-17", Statement: [] }, "malformed"],
  ["no policy", null, "malformed"],
  ["a text", "Allow", "malformed"],
  ["an effect in lower case", policyOf({ ...allowAll, Effect: "allow" }), "malformed"],
  ["no action", policyOf({ Effect: "Allow", Resource: "*" }), "malformed"],
  ["no resource", policyOf({ Effect: "Allow", Action: "*" }), "malformed"],
  ["a condition that is null", policyOf({ ...allowAll, Condition: null }), "malformed"],
  ["a condition that is a list", policyOf({ ...allowAll, Condition: [] }), "malformed"],
  [
    "a condition without an operator",
    policyOf({ ...allowAll, Condition: { Bool: "true" } }),
    "malformed",
  ],
  [
    "a condition without a value",
    policyOf({ ...allowAll, Condition: { Bool: { "aws:Referer": [] } } }),
    "malformed",
  ],
  ["an empty statement", policyOf({}), "malformed"],
  ["a statement beside an empty one", policyOf(allowAll, {}), "malformed"],
  ["a list in a list", policyOf([allowAll]), "malformed"],
  ["elements in lower case", { version: "2012-10-17", statement: [allowAll] }, "malformed"],
  ["Action beside NotAction", policyOf({ ...allowAll, NotAction: "s3:*" }), "malformed"],
  ["an empty list of resources", policyOf({ ...allowAll, Resource: [] }), "malformed"],
  ["no version", { Statement: [allowAll] }, "allow"],
  ["an unknown version", { Version: "2015-10-17", Statement: [allowAll] }, "malformed"],
  ["a version that is a number", { Version: 2012, Statement: [allowAll] }, "malformed"],
  ["a resource that is null", policyOf({ ...allowAll, Resource: [null] }), "malformed"],
];

describe("decideByPolicy", () => {
  for (const [name, policy, decision] of rows) {
    it(`${name}: ${typeof decision === "string" ? decision : "cannot tell"}`, () => {
      expect(decideByPolicy(policy, { arn, keys, caller: anonymous })).to.deep.equal(decision);
    });
  }

  const encoded = arn.replace("orders/7", "%6Frders/a%2Fb");
  const paths: readonly (readonly [
    resource: string,
    effect: "Allow" | "Deny",
    decision: string,
  ])[] = [
    // As an authorizer got it, and as wide as to cover both.
    [encoded, "Allow", "allow"],
    [encoded, "Deny", "explicit-deny"],
    ["arn:aws:execute-api:*/dev/GET/*", "Allow", "allow"],
    ["arn:aws:execute-api:*/dev/GET/*", "Deny", "explicit-deny"],
    ["*/dev/POST/*", "Allow", "implicit-deny"],
    ["*/GET/orders/a/b", "Allow", "cannot tell"],
    ["*/GET/orders/*", "Allow", "cannot tell"],
    ["*/GET/orders/*", "Deny", "cannot tell"],
    ["*/GET/%6Frders/*", "Allow", "cannot tell"],
    ["*/GET/?rders/*", "Deny", "cannot tell"],
  ];
  for (const [resource, effect, decision] of paths) {
    it(`${effect} of ${resource} for an encoded path: ${decision}`, () => {
      const others = effect === "Deny" ? [allowAll] : [];
      const policy = policyOf(...others, { ...allowAll, Effect: effect, Resource: resource });
      const found = decideByPolicy(policy, { arn: encoded, keys, caller: anonymous });
      expect(typeof found === "string" ? found : "cannot tell").to.equal(decision);
    });
  }

  it("matches patterns made to backtrack in no time", () => {
    expect(matchesWildcards(`${"*a".repeat(2000)}b`, "a".repeat(4000))).to.equal(false);
    expect(matchesWildcards("", "")).to.equal(true);
    expect(matchesWildcards("a*", "a")).to.equal(true);
    expect(matchesWildcards("*?", "")).to.equal(false);
  });
});
