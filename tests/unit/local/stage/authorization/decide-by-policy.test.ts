import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../../src/harness/core/json.ts";
import {
  decideByPolicy,
  matchesWildcards,
  type PolicyDecision,
} from "../../../../../src/harness/local/stage/authorization/decide-by-policy.ts";

const arn = "arn:aws:execute-api:us-east-1:123456789012:abc123/dev/GET/orders/7";

function policyOf(...statements: readonly JsonValue[]): JsonValue {
  return { Version: "2012-10-17", Statement: statements };
}

const allowAll = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };

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
  ["NotResource", policyOf({ Effect: "Allow", Action: "*", NotResource: arn }), "implicit-deny"],
  ["NotAction", policyOf({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }), "explicit-deny"],
  [
    "a condition on an Allow",
    policyOf({ ...allowAll, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
    "cannot-tell",
  ],
  [
    "a condition on a Deny, beside an Allow",
    policyOf(allowAll, {
      ...allowAll,
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
    "cannot-tell",
  ],
  ["an empty condition", policyOf({ ...allowAll, Condition: {} }), "allow"],
  ["no statement", { Version: "2012-10-17", Statement: [] }, "malformed"],
  ["no policy", null, "malformed"],
  ["a text", "Allow", "malformed"],
  ["an effect in lower case", policyOf({ ...allowAll, Effect: "allow" }), "malformed"],
  ["no action", policyOf({ Effect: "Allow", Resource: "*" }), "malformed"],
  ["no resource", policyOf({ Effect: "Allow", Action: "*" }), "malformed"],
  ["a resource that is null", policyOf({ ...allowAll, Resource: [null] }), "malformed"],
];

describe("decideByPolicy", () => {
  for (const [name, policy, decision] of rows) {
    it(`${name}: ${decision}`, () => {
      expect(decideByPolicy(policy, arn)).to.equal(decision);
    });
  }

  it("matches patterns made to backtrack in no time", () => {
    expect(matchesWildcards(`${"*a".repeat(2000)}b`, "a".repeat(4000))).to.equal(false);
    expect(matchesWildcards("", "")).to.equal(true);
    expect(matchesWildcards("a*", "a")).to.equal(true);
    expect(matchesWildcards("*?", "")).to.equal(false);
  });
});
