import { expect } from "chai";
import { isJsonObject, parseJson } from "../../../../src/harness/core/json.ts";
import { patternMatcher } from "../../../../src/harness/model/eventbridge/match-pattern.ts";
import { readPattern } from "../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";

function match(pattern: string, event: string): unknown {
  const read = readPattern(pattern);
  if ("rejected" in read) throw new Error(read.rejected);
  return patternMatcher(read).match(event);
}

/** Pattern of the field `a`, a value of it as JSON, and whether they match. */
type Row = readonly [element: string, value: string, matches: boolean];

/** Of operators: recorded of the service, or seen in Event Ruler, its published matcher. */
const operators: readonly Row[] = [
  ['"x"', '"x"', true],
  ['"x"', '"X"', false],
  ['"x"', '"x "', false],
  ['"é"', '"e\\u0301"', false],
  ['"5"', "5", false],
  ["300", "300.0", true],
  ["10e-1", "1", true],
  ["-0", "0.0", true],
  ["5", '"5"', false],
  ["12345678901234567890", "12345678901234567890", true],
  ["12345678901234567890", "12345678901234567891", false],
  ["12345678901234567890", "12345678901234567890.0", false],
  ["null", "null", true],
  ["null", '"null"', false],
  ["null", '""', false],
  ["true", "true", true],
  ["true", '"true"', false],
  ['""', '""', true],
  ['"10.0.0.1"', '"010.0.0.1"', true],
  ['"10.0.0.1"', '"::ffff:a00:1"', true],
  ['"::1"', '"0:0:0:0:0:0:0:1"', true],
  ['"2001:db8::1"', '"2001:DB8:0::1"', true],
  ['"300.1.1.1"', '"0300.1.1.1"', false],
  ['{"exactly":"10.0.0.1"}', '"010.0.0.1"', false],
  ['{"prefix":"or"}', '"order"', true],
  ['{"prefix":""}', '""', true],
  ['{"prefix":"5"}', "55", false],
  ['{"suffix":".png"}', '"a.png"', true],
  ['{"suffix":{"equals-ignore-case":".PNG"}}', '"a.png"', true],
  ['{"prefix":{"equals-ignore-case":"OR"}}', '"oRder"', true],
  ['{"equals-ignore-case":"straße"}', '"STRASSE"', true],
  ['{"equals-ignore-case":"straße"}', '"strasse"', false],
  ['{"equals-ignore-case":"ı"}', '"I"', true],
  ['{"equals-ignore-case":"K"}', '"\\u212a"', false],
  ['{"equals-ignore-case":"\\u212a"}', '"k"', true],
  ['{"equals-ignore-case":"ǅ"}', '"ǅ"', false],
  ['{"equals-ignore-case":"a.c"}', '"abc"', false],
  ['{"equals-ignore-case":"tail🚀"}', '"tail🚀"', false],
  ['{"wildcard":"a*c"}', '"a\\nb\\"c"', true],
  ['{"wildcard":"a*a"}', '"a"', false],
  ['{"wildcard":"*ab*ab*"}', '"xaby"', false],
  [String.raw`{"wildcard":"a\\*c"}`, '"a*c"', true],
  [String.raw`{"wildcard":"a\\*c"}`, '"abc"', false],
  [String.raw`{"wildcard":"a\\\\c"}`, String.raw`"a\\c"`, true],
  ['{"wildcard":""}', '"x"', false],
  ['{"wildcard":"?"}', '"x"', false],
  ['{"numeric":[">",0,"<=",5]}', "5", true],
  ['{"numeric":[">",0,"<=",5]}', "0", false],
  ['{"numeric":["=",301.8]}', "3.018e2", true],
  ['{"numeric":[">",1]}', '"5"', false],
  ['{"numeric":["<",1e300]}', "12345678901234567890", false],
  ['{"cidr":"10.1.0.7/16"}', '"10.1.255.255"', true],
  ['{"cidr":"10.1.0.0/16"}', '"10.2.0.0"', false],
  ['{"cidr":"0.0.0.0/0"}', '"::1"', false],
  ['{"cidr":"::/0"}', '"10.0.0.1"', false],
  ['{"cidr":"0.0.0.0/0"}', "5", false],
  ['{"cidr":"2001:db8::/32"}', '"2001:DB8:1::5"', true],
  ['{"anything-but":"x"}', '"y"', true],
  ['{"anything-but":"x"}', "null", true],
  ['{"anything-but":"x"}', "5", true],
  ['{"anything-but":[1]}', "1.0", false],
  ['{"anything-but":1}', '"1"', true],
  ['{"anything-but":1}', "12345678901234567890", true],
  ['{"anything-but":"x"}', '["x","y"]', true],
  ['{"anything-but":"x"}', '["x"]', false],
  ['{"anything-but":"x"}', "[]", false],
  ['{"anything-but":"10.0.0.1"}', '"010.0.0.1"', true],
  ['{"anything-but":{"prefix":["a","b"]}}', '"bc"', false],
  ['{"anything-but":{"suffix":"c"}}', '"bc"', false],
  ['{"anything-but":{"equals-ignore-case":["AB"]}}', '"aB"', false],
  ['{"anything-but":{"wildcard":"*b*"}}', '"abc"', false],
  ['{"anything-but":{"wildcard":"*b*"}}', "false", true],
  ['{"exists":true}', "null", true],
  ['{"exists":true}', "{}", false],
  ['{"exists":true}', "[{}]", false],
  ['{"exists":true}', '{"b":1}', false],
  ['{"exists":false}', "{}", true],
  ['{"exists":false}', "[]", true],
  ['{"exists":false}', '{"b":1}', true],
  ['{"exists":false}', '""', false],
  ['"x",{"numeric":[">",5]},null', "6", true],
  ['"x",{"exists":false}', '"y"', false],
];

/** Whole patterns and events: paths, arrays, `$or`. */
const wholes: readonly Row[] = [
  ['{"a":{"b":["x"]}}', '{"a.b":"x"}', true],
  ['{"a.b":["x"]}', '{"a":{"b":"x"}}', true],
  ['{"a.b.c":["x"]}', '{"a":{"b.c":"x"}}', true],
  ['{"a":{"":["x"]}}', '{"a":{"":"x"}}', true],
  ['{"a":["x"]}', '{"b":"x"}', false],
  ['{"a":["x"]}', '{"a":"y","a":"x"}', true],
  ['{"a":["x","y"]}', '{"a":["z",["y"]]}', true],
  [
    '{"e":{"f":["Anna"],"l":["Jones"]}}',
    '{"e":[{"f":"Anna","l":"S"},{"f":"B","l":"Jones"}]}',
    false,
  ],
  [
    '{"e":{"f":["Anna"],"l":["Jones"]}}',
    '{"e":[{"f":"B","l":"S"},{"f":"Anna","l":"Jones"}]}',
    true,
  ],
  ['{"e":{"f":["A"],"l":["J"]}}', '{"e":[[{"f":"A"}],[{"l":"J"}]]}', false],
  ['{"e":{"f":["A"],"l":["J"]}}', '{"e":[[{"f":"A","l":"J"}]]}', true],
  ['{"e":{"f":["A"]},"g":{"l":["J"]}}', '{"e":[{"f":"B"},{"f":"A"}],"g":[{"l":"J"}]}', true],
  ['{"e":{"l":["b"],"z":[{"exists":false}]}}', '{"e":[{"z":"a"},{"l":"b"}]}', true],
  ['{"e":{"f":[{"exists":false}],"l":["b"]}}', '{"e":[{"f":"a"},{"l":"b"}]}', false],
  ['{"$or":[{"a":["x"]},{"b":["y"]}]}', '{"b":"y"}', true],
  ['{"$or":[{"a":["x"]},{"b":["y"]}]}', '{"a":"y","b":"x"}', false],
  ['{"c":["z"],"$or":[{"a":["x"]},{"b":["y"]}]}', '{"b":"y"}', false],
  ['{"d":{"$or":[{"a":["x"]},{"b":["y"]}]}}', '{"d":{"b":"y"}}', true],
  ['{"a":["x"],"$or":[{"a":["y"]},{"b":["z"]}]}', '{"a":"y"}', true],
  ['{"$or":[{"a":["y"]},{"b":["z"]}],"a":["x"]}', '{"a":"y"}', false],
];

describe("The matcher of event patterns", () => {
  for (const [element, value, matches] of operators) {
    it(`says ${String(matches)} of [${element}] and ${value}`, () => {
      expect(match(`{"a":[${element}]}`, `{"a":${value}}`)).to.equal(matches);
    });
  }

  for (const [pattern, event, matches] of wholes) {
    it(`says ${String(matches)} of ${pattern} and ${event}`, () => {
      expect(match(pattern, event)).to.equal(matches);
    });
  }

  it("says the same of an event that has been parsed", () => {
    for (const [pattern, event, matches] of wholes) {
      const parsed = parseJson(event);
      const read = readPattern(pattern);
      if (!isJsonObject(parsed) || "rejected" in read || event.includes('"a":"y","a"')) continue;
      expect(patternMatcher(read).match(parsed), `${pattern} ${event}`).to.equal(matches);
    }
  });

  it("refuses an event that is no object or no JSON", () => {
    expect(match('{"a":["x"]}', "[]")).to.deep.equal({ rejected: "Event must be a JSON object" });
    expect(match('{"a":["x"]}', '{"a":')).to.have.property("rejected");
    expect(match('{"a":["x"]}', `${'{"a":'.repeat(1500)}1${"}".repeat(1500)}`)).to.have.property(
      "rejected",
    );
  });

  it("stays quick where arrays do not touch each other, and refuses where they combine endlessly", () => {
    const fields = Array.from({ length: 12 }, (_, index) => `f${String(index)}`);
    const pattern = JSON.stringify(
      Object.fromEntries(fields.map((field) => [field, { v: [{ exists: true }], w: ["x"] }])),
    );
    const event = JSON.stringify(
      Object.fromEntries(
        fields.map((field, index) => [
          field,
          Array.from({ length: 50 }, (__, at) => ({ v: at, w: index === 11 ? "y" : "x" })),
        ]),
      ),
    );
    expect(match(pattern, event)).to.equal(false);
    const crossed = JSON.stringify({
      a: Object.fromEntries(fields.map((field) => [field, [{ exists: true }]])),
      b: Object.fromEntries(fields.map((field) => [field, { z: ["x"] }])),
    });
    const answer = match(crossed, event.replace("{", '{"a":{},'));
    expect(answer).to.equal(false);
  });

  it("stays quick where two fields of a long list never meet", () => {
    const items = Array.from({ length: 60_000 }, (_, at) => ({ x: at % 2, y: at % 2 }));
    const event = JSON.stringify({ items });
    expect(match('{"items":{"x":[0],"y":[1]}}', event)).to.equal(false);
    expect(match('{"items":{"x":[1],"y":[1]}}', event)).to.equal(true);
    expect(match('{"items":{"x":[1],"y":[{"exists":false}]}}', event)).to.equal(false);
  }).timeout(5000);
});
