import { expect } from "chai";
import { describe, it } from "mocha";
import fc from "fast-check";
import { findJsonError } from "../../../../src/harness/model/events/find-json-error.ts";

describe("finding the place where text stops being JSON", () => {
  const broken: readonly (readonly [string, number, string])[] = [
    ["", 0, "a value should stand here"],
    ['{"a":1,}', 7, "a comma may not stand before it"],
    ["[1,]", 3, "a comma may not stand before it"],
    ["{'a':1}", 1, "in double quotes"],
    ["{a:1}", 1, "in double quotes"],
    ['{"a" 1}', 5, 'a ":" should follow'],
    ['{"a":1 "b":2}', 7, 'a comma or "}" should follow'],
    ["[1 2]", 3, 'a comma or "]" should follow'],
    ['{"a":"x', 5, "not closed"],
    ["// no\n{}", 0, "no comments"],
    ["{} {}", 3, "nothing should follow"],
    ["[01]", 1, "a value should stand here"],
    ["[NaN]", 1, "a value should stand here"],
    ['{"a":', 5, "the end of the file"],
  ];
  for (const [text, offset, words] of broken) {
    it(`places the error of ${text === "" ? "an empty text" : JSON.stringify(text)}`, () => {
      const error = findJsonError(text);
      expect(error?.offset).to.equal(offset);
      expect(error?.message).to.contain(words);
    });
  }

  it("reads texts of any length, escapes and all", () => {
    const body = `${"a".repeat(12_000_000)}${'"\u0001é'.repeat(100_000)}`;
    expect(findJsonError(JSON.stringify({ body }))).to.equal(null);
    expect(findJsonError(`["${"a".repeat(12_000_000)}`)?.message).to.contain("not closed");
  });

  it("agrees with JSON.parse on what is JSON", () => {
    const accepts = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (text, at, noise) => {
        const place = at % (text.length + 1);
        const mixed = text.slice(0, place) + noise + text.slice(place + noise.length);
        return findJsonError(text) === null && (findJsonError(mixed) === null) === accepts(mixed);
      }),
      { seed: 20_300_101, numRuns: 500 },
    );
  });
});
