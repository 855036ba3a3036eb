import { expect } from "chai";
import fc from "fast-check";
import { boundPattern } from "../../../../src/harness/core/patterns/bounded-pattern.ts";
import { createLinearMatch } from "../../../../src/harness/core/patterns/linear-match.ts";
import { parsePattern } from "../../../../src/harness/core/patterns/parse-pattern.ts";

function linear(expression: RegExp, text: string): boolean | null | undefined {
  const node = parsePattern(expression);
  return node === null ? undefined : createLinearMatch(node, expression.flags)?.(text);
}

const long = "a".repeat(40);

describe("boundPattern", () => {
  for (const [expression, text, verdict] of [
    [/^(a+)+$/u, `${long}!`, false],
    [/^(a+)+$/u, long, true],
    [/^(a|a)*$/u, `${long}!`, false],
    [/^([a-z]+)*$/, `${long}!`, false],
    [/^(([a-z])+\.)+[A-Z]([a-z])+$/, `${long}${long}`, false],
    [/^(?=(a+)+b)a*$/u, long, false],
    [/(x+x+)+y/u, "x".repeat(5000), false],
    [/(x+x+)+y/u, `${"x".repeat(5000)}y`, true],
    [/^(?:.*,){20}P/u, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,P", true],
  ] as const) {
    it(`tells at once whether ${expression.source} matches ${text.slice(0, 45)}`, () => {
      const pattern = boundPattern(expression);
      expect(pattern.matches(text)).to.equal(verdict);
      expect(pattern.isJudged).to.equal(true);
    });
  }

  for (const expression of [/^(a+)+\1$/u, /^(?<!b)(a+)+$/u, /^(?:(?:a{1,999}){1,999}){1,999}b$/u]) {
    it(`has no verdict of ${expression.source} on long texts, and one on short texts`, () => {
      const pattern = boundPattern(expression);
      expect(pattern.isJudged).to.equal(false);
      expect(pattern.matches(`${long}!`)).to.equal(null);
      expect(pattern.matches("a")).to.equal(expression.test("a"));
    });
  }
});

describe("createLinearMatch", () => {
  const expressions: readonly RegExp[] = [
    /^a*$/u,
    /(?:)/u,
    /ab|^b$|/u,
    /(?:a|ab)(?:c|bcd)(?:d*)/u,
    /^(?:a*)*$/u,
    /^(?:a{2,3}b?){1,2}$/u,
    /^(?:|a){3}b{0}$/u,
    /^[^a\]-]+\]$/u,
    /\bab\b/u,
    /a\Bb/u,
    /^(?=.*b)(?!.*c)a?/u,
    /(?=a)*b/,
    /^\d+\.\w\s?$/u,
    /^\p{Lu}\u{61}\u0062\x63$/u,
    /^.$/su,
    /^.$/u,
    /^.$/,
    new RegExp("^x{,3}\\-$"),
    /^(?<name>a|b)+?c$/u,
    /^\/\$\^\\$/u,
    new RegExp("^[]|[^]b$", "u"),
  ];
  for (const expression of expressions) {
    it(`judges by ${String(expression)} as the engine does`, () => {
      const text = fc.oneof(
        fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 6 }),
        fc.string({
          unit: fc.constantFrom(..."abc]-. \nA1x{,3}/$^\\".split(""), "😀"),
          maxLength: 5,
        }),
        fc.constantFrom(
          "Aabc",
          "1.a ",
          "/$^\\",
          "x{,3}-",
          "x{,3}\\-",
          "😀",
          "\n",
          "aab",
          "aabaaab",
        ),
      );
      fc.assert(
        fc.property(text, (given) => {
          expect(linear(expression, given)).to.equal(expression.test(given));
        }),
        { numRuns: 200 },
      );
    });
  }

  const source = fc.letrec<{ whole: string; part: string }>((tie) => ({
    part: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "^", "$", "\\b", "\\w"),
      fc
        .tuple(tie("whole"), fc.constantFrom("", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?"))
        .map(([inner, times]) => `(?:${inner})${times}`),
      tie("whole").map((inner) => `(?=${inner})`),
      tie("whole").map((inner) => `(?!${inner})`),
      fc.tuple(tie("whole"), tie("whole")).map(([one, other]) => `(${one}|${other})`),
    ),
    whole: fc.array(tie("part"), { maxLength: 3 }).map((parts) => parts.join("")),
  })).whole;

  it("judges as the engine does by any pattern", () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom("a", "b", "c", " "), maxLength: 5 }),
        (pattern, text) => {
          const expression = new RegExp(pattern, "u");
          expect(linear(expression, text)).to.equal(expression.test(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
