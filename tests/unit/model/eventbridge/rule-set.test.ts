import { expect } from "chai";
import fc from "fast-check";
import { isJsonObject, parseJson } from "../../../../src/harness/core/json.ts";
import { patternMatcher } from "../../../../src/harness/model/eventbridge/match-pattern.ts";
import {
  readPattern,
  type EventPattern,
} from "../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";
import { ruleSet } from "../../../../src/harness/model/eventbridge/rule-set.ts";

function pattern(value: unknown): EventPattern {
  const read = readPattern(JSON.stringify(value));
  if ("rejected" in read) throw new Error(read.rejected);
  return read;
}

const words = fc.constantFrom("a", "ab", "B", "abc", "10.0.0.1", "", "ß");
const scalars = fc.oneof(words, fc.integer({ min: 0, max: 3 }), fc.constantFrom(true, null));
const fields = fc.constantFrom("p", "q", "r", "q.r");
const elements = fc.oneof(
  scalars,
  fc.record({ prefix: words }),
  fc.record({ suffix: words }),
  fc.record({ "equals-ignore-case": words }),
  fc.record({ wildcard: fc.constantFrom("a*", "*b", "a*c", "*", "ab") }),
  fc.record({ numeric: fc.constantFrom([">", 0], ["<=", 1], ["=", 2], [">", 0, "<", 2]) }),
  fc.record({ "anything-but": fc.constantFrom("a", ["ab", "B"], 1) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ cidr: fc.constant("10.0.0.0/8") }),
);
const lists = fc.array(elements, { minLength: 1, maxLength: 3 });
const flat = fc.dictionary(fields, lists, { minKeys: 1, maxKeys: 3 });
const patterns = fc.oneof(
  flat,
  fc.record({ o: flat }),
  fc.record({ $or: fc.array(flat, { minLength: 2, maxLength: 3 }) }),
);
const values = fc.oneof(scalars, fc.array(scalars, { maxLength: 3 }));
const objects = fc.dictionary(fields, values, { maxKeys: 4 });
const events = fc.oneof(
  objects,
  fc.record({ o: objects, p: values }),
  fc.record({ o: fc.array(objects, { maxLength: 3 }), q: fc.record({ r: values }) }),
);

describe("A set of rules", () => {
  it("matches what each of its patterns matches alone", () => {
    fc.assert(
      fc.property(fc.array(patterns, { minLength: 1, maxLength: 12 }), events, (all, event) => {
        const named = all.map((each, index) => ({
          name: `rule ${String(index)}`,
          pattern: pattern(each),
        }));
        const text = JSON.stringify(event);
        const parsed = parseJson(text);
        if (!isJsonObject(parsed)) throw new Error("an event is an object");
        const alone = named.filter((each) => patternMatcher(each.pattern).match(parsed) === true);
        const names = alone.map(({ name }) => name);
        expect(ruleSet(named).match(parsed)).to.deep.equal(names);
        expect(ruleSet(named).match(text)).to.deep.equal(names);
      }),
      { numRuns: 400 },
    );
  });

  it("tells rules in the order they were given, each once", () => {
    const both = pattern({ $or: [{ a: ["x"] }, { b: ["y"] }] });
    const set = ruleSet([
      { name: "second", pattern: both },
      { name: "first", pattern: pattern({ a: [{ prefix: "x" }] }) },
    ]);
    expect(set.match({ a: "x", b: "y" })).to.deep.equal(["second", "first"]);
  });

  it("refuses an event that is no object", () => {
    expect(ruleSet([]).match("5")).to.deep.equal({ rejected: "Event must be a JSON object" });
  });
});
