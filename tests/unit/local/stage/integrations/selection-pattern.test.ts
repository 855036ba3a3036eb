import { expect } from "chai";
import { describe, it } from "mocha";
import { readSelectionPattern } from "../../../../../src/harness/local/stage/integrations/selection-pattern.ts";

describe("A selection pattern", () => {
  it("has to match the whole text", () => {
    const read = readSelectionPattern("(?i)not found.*");
    expect(read.kind === "pattern" && read.pattern.test("NOT FOUND: 7")).to.equal(true);
    expect(read.kind === "pattern" && read.pattern.test("it was not found")).to.equal(false);
  });

  for (const [text, reason] of [
    ["NotFound:(.*", "a group is not closed"],
    ["(?i)NotFound:(.*", "a group is not closed"],
    ["a)|(b", "a parenthesis closes nothing"],
    ["NotFound:.*)", "a parenthesis closes nothing"],
    ["[45]\\d{2}|[5", "a bracket is not closed"],
    ["4\\d{2}\\", "it ends with a backslash"],
  ] as const) {
    it(`is broken in Java as in JavaScript: ${text}`, () => {
      expect(readSelectionPattern(text)).to.deep.equal({ kind: "broken", reason });
    });
  }

  for (const text of ["[a-z]++", "\\Q(\\E", "(?>a)", "(?<=a)*", "[[a](b]", "[](]", "\\p{Alpha}"]) {
    it(`is sound in Java, or may be: ${text}`, () => {
      expect(readSelectionPattern(text)).to.deep.equal({ kind: "unlike" });
    });
  }
});
