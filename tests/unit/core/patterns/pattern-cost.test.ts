import { expect } from "chai";
import { estimateCost } from "../../../../src/harness/core/patterns/pattern-cost.ts";

describe("estimateCost", () => {
  for (const [pattern, length] of [
    ["(a+)+$", 40],
    ["(a|aa)*b", 40],
    ["(?:[a-z]+-?){2,}", 40],
    [".*.*.*.*=.*", 100],
    ["^(a?a?){20}$", 40],
    [`^${"a?".repeat(30)}$`, 30],
    [`^${"(a|a)".repeat(30)}$`, 30],
    ["^(?:a{1,9}){9}$", 40],
  ] as const) {
    it(`gives up on ${pattern} for a text of ${length}`, () => {
      expect(estimateCost(pattern)(length)).to.equal(true);
    });
  }

  for (const [pattern, length] of [
    ["^[a-z0-9-]+$", 4000],
    ["^(dev|staging|prod)$", 4000],
    ["^\\d{12}$", 12],
    ["^arn:aws:[a-z]+:[a-z0-9-]*:\\d{12}:.*$", 100],
    ["^[a-z0-9]+(-[a-z0-9]+)*$", 8],
    ["[(+*]+", 1000],
    ["^(?:\\d{1,3}\\.){3}\\d{1,3}$", 15],
    ["^\\+?[0-9]{1,3}[ -]?\\(?\\d{3}\\)?[ -]?\\d{3}[ -]?\\d{4}$", 20],
    ["^(?=.*[A-Z])(?=.*\\d).{8,}$", 40],
  ] as const) {
    it(`tries ${pattern} on a text of ${length}`, () => {
      expect(estimateCost(pattern)(length)).to.equal(false);
    });
  }
});
