import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../../../src/harness/core/json.ts";
import type { ConditionValue } from "../../../../../../src/harness/local/stage/authorization/policy/condition-keys.ts";
import {
  evaluateCondition,
  readCondition,
} from "../../../../../../src/harness/local/stage/authorization/policy/evaluate-condition.ts";

const request: ReadonlyMap<string, string> = new Map([
  ["text", "Orders/7"],
  ["number", "42"],
  ["time", "2026-07-11T08:00:00Z"],
  ["epoch", "1783756800"],
  ["flag", "true"],
  ["address", "203.0.113.7"],
  ["address6", "2001:db8::7"],
  ["arn", "arn:aws:iam::123456789012:user/team/local"],
  ["empty", ""],
  ["star", "*"],
]);

function keys(name: string): ConditionValue {
  const key = name.toLowerCase();
  const value = request.get(key);
  if (value !== undefined) return { kind: "value", value };
  if (key === "hidden") return { kind: "unknown", reason: "the key hidden", isPresent: null };
  if (key === "masked") return { kind: "unknown", reason: "the key masked", isPresent: true };
  return { kind: "absent" };
}

function holds(condition: JsonValue, variables = true): unknown {
  const tests = readCondition(condition);
  return tests === null ? null : evaluateCondition(tests, { keys, variables });
}

const unknown = (what: string) => ({ unknown: what });

type Row = readonly [operator: string, key: string, value: JsonValue, expected: unknown];

// IAM user guide, "Condition operators", "Single-valued vs. multivalued context keys".
const rows: readonly Row[] = [
  ["StringEquals", "text", "Orders/7", true],
  ["StringEquals", "TEXT", "Orders/7", true],
  ["StringEquals", "text", "orders/7", false],
  ["StringEquals", "text", ["x", "Orders/7"], true],
  ["StringEquals", "text", "Orders/*", false],
  ["StringEquals", "number", 42, true],
  ["StringNotEquals", "text", "Orders/7", false],
  ["StringNotEquals", "text", ["x", "Orders/7"], false],
  ["StringNotEquals", "text", ["x", "y"], true],
  ["StringNotEquals", "none", "x", true],
  ["StringEquals", "none", "x", false],
  ["StringEqualsIgnoreCase", "text", "oRDERS/7", true],
  ["StringNotEqualsIgnoreCase", "text", "oRDERS/7", false],
  ["StringLike", "text", "Orders/*", true],
  ["StringLike", "text", "Orders/?", true],
  ["StringLike", "text", "Orders/??", false],
  ["StringLike", "text", "orders/*", false],
  ["StringLike", "text", "Orders", false],
  ["StringLike", "none", "*", false],
  ["StringNotLike", "text", "Orders/*", false],
  ["StringNotLike", "none", "*", true],
  ["NumericEquals", "number", "42.0", true],
  ["NumericNotEquals", "number", "42", false],
  ["NumericLessThan", "number", "42", false],
  ["NumericLessThan", "number", 43, true],
  ["NumericLessThanEquals", "number", "42", true],
  ["NumericGreaterThan", "number", "41.5", true],
  ["NumericGreaterThan", "number", "42", false],
  ["NumericGreaterThanEquals", "number", "42", true],
  ["NumericEquals", "none", "42", false],
  ["NumericEquals", "number", "0x2a", unknown('the value "0x2a" in a condition')],
  ["NumericEquals", "number", "", unknown('the value "" in a condition')],
  ["NumericNotEquals", "text", "1", unknown('the value "Orders/7" in a condition')],
  ["DateEquals", "time", "2026-07-11T08:00:00Z", true],
  ["DateEquals", "time", "2026-07-11T10:00:00+02:00", true],
  ["DateEquals", "epoch", "2026-07-11T08:00:00Z", true],
  ["DateEquals", "time", 1_783_756_800, true],
  ["DateNotEquals", "time", "2026-07-11T08:00:00Z", false],
  ["DateLessThan", "time", "2026-07-11T08:00:00Z", false],
  ["DateLessThan", "time", "2027", true],
  ["DateLessThanEquals", "time", "2026-07-11T08:00:00Z", true],
  ["DateGreaterThan", "time", "2026-07-11", true],
  ["DateGreaterThan", "time", "2026-08", false],
  ["DateGreaterThanEquals", "time", "2026-07-11T08:00Z", true],
  ["DateGreaterThan", "time", "yesterday", unknown('the value "yesterday" in a condition')],
  ["DateGreaterThan", "time", "2026-*", unknown('the value "2026-*" in a condition')],
  ["NumericLessThan", "epoch", "1783756801", true],
  ["Bool", "flag", "true", true],
  ["Bool", "flag", true, true],
  ["Bool", "flag", "TRUE", true],
  ["Bool", "flag", "false", false],
  ["Bool", "none", "false", false],
  ["Bool", "flag", "yes", unknown('the value "yes" in a condition')],
  ["BoolIfExists", "none", "false", true],
  ["Null", "none", "true", true],
  ["Null", "none", true, true],
  ["Null", "none", "false", false],
  ["Null", "text", "true", false],
  ["Null", "text", "false", true],
  ["Null", "hidden", "true", unknown("the key hidden")],
  ["Null", "masked", "false", true],
  ["Null", "masked", "true", false],
  ["NullIfExists", "none", "true", unknown("the condition operator NullIfExists")],
  ["BinaryEquals", "text", "T3JkZXJzLzc=", true],
  ["BinaryEquals", "text", "T3JkZXJzLzg=", false],
  ["IpAddress", "address", "203.0.113.0/24", true],
  ["IpAddress", "address", "203.0.113.7", true],
  ["IpAddress", "address", ["198.51.100.0/24", "203.0.113.7/32"], true],
  ["IpAddress", "address", "203.0.114.0/24", false],
  ["IpAddress", "address", "0.0.0.0/0", true],
  ["IpAddress", "address6", "2001:DB8::/32", true],
  ["IpAddress", "address6", "0.0.0.0/0", false],
  ["IpAddress", "address", "::/0", false],
  ["IpAddress", "address", "::ffff:0:0/96", false],
  ["NotIpAddress", "address", "::/0", true],
  ["IpAddress", "none", "0.0.0.0/0", false],
  ["IpAddress", "address", "203.0.113.0/33", unknown('the value "203.0.113.0/33" in a condition')],
  ["IpAddress", "address", "203.0.113.*", unknown('the value "203.0.113.*" in a condition')],
  ["IpAddress", "address", "203.0.113.0/", unknown('the value "203.0.113.0/" in a condition')],
  ["NotIpAddress", "address", ["203.0.113.0/24"], false],
  ["NotIpAddress", "address", ["198.51.100.0/24"], true],
  ["NotIpAddress", "none", "203.0.113.0/24", true],
  ["ArnEquals", "arn", "arn:aws:iam::123456789012:user/team/*", true],
  ["ArnLike", "arn", "arn:aws:iam::*:user/*", true],
  ["ArnLike", "arn", "arn:aws:iam::*:role/*", false],
  // A wildcard does not reach beyond its part.
  ["ArnLike", "arn", "arn:*:user/team/local", false],
  ["ArnNotLike", "arn", "arn:aws:iam::*:user/*", false],
  ["ArnNotEquals", "none", "arn:aws:iam::*:user/*", true],
  ["ArnLike", "text", "arn:aws:iam::*:user/*", false],
  ["StringEqualsIfExists", "none", "x", true],
  ["StringEqualsIfExists", "text", "x", false],
  ["StringNotEqualsIfExists", "none", "x", true],
  ["ForAnyValue:StringEquals", "text", ["x", "Orders/7"], true],
  ["ForAnyValue:StringEquals", "none", "x", false],
  ["ForAnyValue:StringNotEquals", "none", "x", false],
  ["ForAllValues:StringEquals", "text", "x", false],
  ["ForAllValues:StringEquals", "none", "x", true],
  ["ForAllValues:StringEquals", "empty", "x", true],
  ["ForAnyValue:StringLike", "empty", "*", false],
  ["ForAnyValue:StringLikeIfExists", "none", "x", true],
  ["StringEquals", "hidden", "x", unknown("the key hidden")],
  ["StringEqualsIfExists", "hidden", "x", unknown("the key hidden")],
  ["ForAllValues:StringEquals", "hidden", "x", unknown("the key hidden")],
  ["stringequals", "text", "Orders/7", unknown("the condition operator stringequals")],
  ["StringMatches", "text", "x", unknown("the condition operator StringMatches")],
  [
    "ForSomeValues:StringEquals",
    "text",
    "x",
    unknown("the condition operator ForSomeValues:StringEquals"),
  ],
  ["NumericNotLessThan", "number", 1, unknown("the condition operator NumericNotLessThan")],
  // Policy variables.
  ["StringEquals", "text", "Orders/${none, '7'}", true],
  ["StringEquals", "text", "Orders/${ none ,'7' }", true],
  ["StringEquals", "text", "Orders/${none, ''}7", true],
  ["StringEquals", "number", "${number, '8'}", true],
  [
    "StringEquals",
    "text",
    "Orders/${none, 7}",
    unknown("the policy variable ${none, 7}, which the request has none for"),
  ],
  ["StringLike", "star", "${*}", true],
  ["StringLike", "text", "Orders/${?}", false],
  ["StringEquals", "number", "${number}", true],
  // What a caller sends is text in a pattern.
  ["StringLike", "text", "${star}", false],
  [
    "StringEquals",
    "text",
    "${none}",
    unknown("the policy variable ${none}, which the request has none for"),
  ],
  ["StringNotEquals", "text", "${hidden}", unknown("policy variables on the key hidden")],
  ["StringEquals", "text", "${unclosed", false],
];

describe("evaluateCondition", () => {
  for (const [operator, key, value, expected] of rows) {
    const said = typeof expected === "boolean" ? String(expected) : "cannot tell";
    it(`${operator} ${key} ${JSON.stringify(value)}: ${said}`, () => {
      expect(holds({ [operator]: { [key]: value } })).to.deep.equal(expected);
    });
  }

  it("wants every operator and every key to hold", () => {
    const yes = { text: "Orders/7" };
    expect(holds({})).to.equal(true);
    expect(holds({ StringEquals: { ...yes, number: "42" } })).to.equal(true);
    expect(holds({ StringEquals: { ...yes, number: "41" } })).to.equal(false);
    expect(holds({ StringEquals: yes, Bool: { flag: "false" } })).to.equal(false);
  });

  it("decides what it can without what is unknown", () => {
    const hidden = { StringEquals: { hidden: "x" } };
    expect(holds({ ...hidden, Bool: { flag: "false" } })).to.equal(false);
    expect(holds({ ...hidden, Bool: { flag: "true" } })).to.deep.equal(unknown("the key hidden"));
  });

  it("takes variables as text in policies of 2008", () => {
    expect(holds({ StringEquals: { number: "${number}" } }, false)).to.equal(false);
  });

  it("reads nothing but maps of maps of texts, numbers and booleans", () => {
    const odd: readonly JsonValue[] = [
      null,
      "x",
      [],
      { Bool: null },
      { Bool: [] },
      { Bool: { flag: null } },
      { Bool: { flag: [] } },
      { Bool: { flag: { a: "true" } } },
      { Bool: { flag: ["true", null] } },
    ];
    for (const condition of odd) expect(holds(condition), JSON.stringify(condition)).to.equal(null);
  });
});
