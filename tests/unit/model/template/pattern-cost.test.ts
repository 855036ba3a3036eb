import { expect } from "chai";
import { isCostly } from "../../../../src/harness/model/template/pattern-cost.ts";

describe("isCostly", () => {
  for (const [pattern, length] of [
    ["(a+)+$", 40],
    ["(a|aa)*b", 40],
    ["(?:[a-z]+-?){2,}", 40],
    [".*.*.*.*=.*", 100],
  ] as const) {
    it(`gives up on ${pattern} for a text of ${length}`, () => {
      expect(isCostly(pattern, length)).to.equal(true);
    });
  }

  for (const [pattern, length] of [
    ["^[a-z0-9-]+$", 4000],
    ["^(dev|staging|prod)$", 4000],
    ["^\\d{12}$", 12],
    ["^arn:aws:[a-z]+:[a-z0-9-]*:\\d{12}:.*$", 100],
    ["^[a-z0-9]+(-[a-z0-9]+)*$", 20],
    ["[(+*]+", 1000],
  ] as const) {
    it(`tries ${pattern} on a text of ${length}`, () => {
      expect(isCostly(pattern, length)).to.equal(false);
    });
  }
});
