import { expect } from "chai";
import fc from "fast-check";
import { describe, it } from "mocha";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { parsePlainJson } from "../../../src/harness/core/parse-plain-json.ts";
import { deepestPlainYaml, parsePlainYaml } from "../../../src/harness/core/parse-plain-yaml.ts";
import { valueAt } from "../../../src/harness/core/json-pointer.ts";
import { createPlaceIndex } from "../../../src/harness/core/place-index.ts";
import { parsePositionedYaml } from "../../../src/harness/core/positioned-yaml.ts";
import { listPointers } from "../../support/model/list-pointers.ts";

const corpus = path.join(import.meta.dirname, "../../../../../shared/corpus");

/** Texts that parsers of YAML are known to read differently. */
const tricky = [
  "a: 2026-01-02\nb: 2026-01-02T03:04:05Z\n",
  "a: yes\nb: no\nc: on\nd: Off\ne: y\nf: N\n",
  "a: 017\nb: 0o17\nc: 0x1F\nd: 0b11\ne: 1_000\nf: +7\ng: -0\nh: 1:30\ni: 0o8\nj: -0x1\nk: -0o7\n",
  "a: .5\nb: 5.\nc: 1e3\nd: 1.e3\ne: .inf\nf: .NaN\ng: 1e999\nh: 1.5E-3\ni: +.5\nj: -.inf\nk: .\nl: +\n",
  "a: 12345678901234567890\nb: 0.1234567890123456789\nc: -98765432109876543210987654321\n",
  "a: ~\nb: null\nc: Null\nd: NULL\ne:\nf: nULL\n~: x\n",
  "base: &b { x: 1 }\nmore: { <<: *b, y: 2 }\n",
  "a: &x 1\nb: *x\n",
  "a: &unused 1\n",
  "a: !!str 12\n",
  'a: !!int "12"\nb: ! 12\nc: !!map {}\n',
  "a: !Sub text\n",
  "a: 1\na: 2\n",
  'a: 1\n"a": 2\n1: x\n"1": y\n',
  "1: a\n1.0: b\n",
  "0x10: a\n1e1: b\ntrue: c\n2.50: d\n",
  "? a\n: 1\n? [b]\n: 2\n",
  "[a, b]: c\n{a: b}: c\n",
  "--- 1\n--- 2\n",
  "---\na: 1\n...\n",
  "%YAML 1.2\n---\na: 1\n",
  "%YAML 1.1\n---\na: yes\nb: 017\n",
  "",
  "# nothing\n",
  "just text\n",
  "a: b: c\n",
  "a: [1, 2\n",
  "a: {b: 1,}\nc: [1,]\nd: [ , ]\n",
  "a: [b: 1, c]\n",
  "a:\n- 1\n- 2\nb:\n  - 3\n",
  "- - - 1\n    - 2\n- a: 1\n  b: 2\n",
  "a: |\n  one\n   two\n\n  three\n\n\nb: >\n  one\n  two\n\n   three\n  four\n",
  "a: |-\n  x\nb: |+\n  x\n\nc: >-\n  x\n  y\nd: |2\n   x\ne: >+\n\n  x\n\n",
  "a: |\nb: 1\n",
  "a: |\n\tx\n",
  "a: 'it''s'\nb: \"a\\tb\\u00e9\\x41\\\n  c\"\nc: 'one\n  two\n\n  three'\n",
  "a: one\n  two\n\n  three\nb: 1\n  2\n",
  "a: x #comment\nb: x#y\nc: '#'\n# end",
  "a: http://x.y/z?q=1&r=2\nb: a,b\nc: [a b, c:d]\nd: -1\ne: -a\nf: ?a\ng: :a\n",
  "a: @b\n",
  "a: `b`\n",
  "a: 'open\n",
  'a: "bad \\q"\n',
  "a:\tb\nc: d\t\n",
  "a:\n\tb: 1\n",
  "a: 1\r\nb: 2\r\n",
  "a: 1\rb: 2\r",
  "a: \u0000b\n",
  "a: \u0007b\n",
  "a: x\u0085y\nb: x\u2028y\n",
  "a: \uD83D\uDE00\nb: \uD83D\n",
  "__proto__: { a: 1 }\nconstructor: 2\nhasOwnProperty: 3\n",
  `${"k".repeat(1500)}: 1\n`,
  `a: {${"k".repeat(1500)}: 1}\n`,
  '{"a": 1, "a": 2, "b": {"c": "x\\"y: \\\\"}, "d": [{"e": 1}, {"e": 1}]}',
  '{"a": "\\ud83d\\ude00", "b": "\\ud83d", "c\\u0000": 1e400}',
  '{"a":1,"b":[true,false,null,-0,1.5e3]}',
  "{a: 1, 'b': 2, \"c\":3}",
  '{"a": {"<<": {"x": 1}}, "__proto__": {"y": 2}}',
  '{\t"a":\t1\n\t}',
  "a: - b\n",
  "a:\n  b: 1\n c: 2\n",
  "a: 1\n  b: 2\n",
  "- a\nb: 1\n",
  "a: 'x' y\n",
  'a: "x": y\n',
  "a: [x]y\n",
  "a: 1 : 2\n",
  "?\n",
  "a: {? b : c, d}\n",
  "a: {b, c: }\n",
  "a:\n  # note\n  - x # y\n  # z\n  - |\n    k\n",
  "\uFEFFa: 1\n",
];

/** True where the text was read plainly, and then just as the positioned parser reads it. */
function agrees(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain === null) return false;
  const positioned = parsePositionedYaml(text);
  expect(positioned.issues, text).to.deep.equal([]);
  expect(plain.value, text).to.deep.equal(positioned.value);
  const index = createPlaceIndex(text, deepestPlainYaml);
  for (const pointer of listPointers(plain.value)) {
    const place = index?.find(pointer);
    const expected = positioned.find(pointer);
    // An absent value stands nowhere.
    if (valueAt(plain.value, pointer) === null) continue;
    expect(place, `${text} ${pointer}`).to.include(expected);
  }
  return true;
}

describe("YAML read plainly", () => {
  it("is what the positioned parser reads, or is left to it", () => {
    const plain = tricky.filter(agrees);
    expect(plain.length).to.be.greaterThan(20);
  });

  it("is so for JSON too", () => {
    for (const text of tricky.filter((each) => /^\s*[[{]/.test(each))) {
      const plain = parsePlainJson(text);
      if (plain === null || text.includes("<<")) continue;
      expect(plain.value, text).to.deep.equal(parsePositionedYaml(text).value);
    }
    expect(parsePlainJson('{"a": 1, "b": {"a": 2}}')).to.not.equal(null);
    expect(parsePlainJson('{"a": 1, "a": 2}')).to.equal(null);
    expect(parsePlainJson('{"a\\\\": 1, "a\\\\" : "\\":"}')).to.equal(null);
  });

  it("is so for generated values in several styles", () => {
    const styles = [
      {},
      { defaultStringType: "QUOTE_DOUBLE" },
      { defaultStringType: "QUOTE_SINGLE", lineWidth: 20 },
      { defaultStringType: "BLOCK_LITERAL", indent: 4 },
      { defaultStringType: "BLOCK_FOLDED", lineWidth: 30, indentSeq: false },
      { collectionStyle: "flow", lineWidth: 40 },
    ] as const;
    const text = fc.string({
      unit: fc.constantFrom(...Array.from("ab:#-?!&*|>'\"%@`,[]{} \n\t~<=0.1eé\\")),
      maxLength: 24,
    });
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(text, tie("any"), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.constantFrom(...styles), (each, style) => {
        agrees(stringify(each, { aliasDuplicateObjects: false, ...style }));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("is so for texts with something struck out or put in", () => {
    const pieces = [
      ":",
      "- ",
      "  ",
      "\n",
      "#",
      "'",
      '"',
      "[",
      "}",
      ",",
      "|",
      "&a",
      "*a",
      "!",
      "\t",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...tricky),
        fc.nat(60),
        fc.nat(3),
        fc.constantFrom("", ...pieces),
        (text, at, length, piece) => {
          agrees(text.slice(0, at) + piece + text.slice(at + length));
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
  });

  it("is so for the documents of real projects", function () {
    this.timeout(60_000);
    if (!existsSync(corpus)) return this.skip();
    const files = globSync("**/*.{yaml,yml,json}", { cwd: corpus });
    const texts = files.map((file) => readFileSync(path.join(corpus, file), "utf8"));
    const plain = texts.filter((text) => text.length < 300_000).filter(agrees);
    expect(plain.length).to.be.greaterThan(10);
  });
});
