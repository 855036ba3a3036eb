import { expect } from "chai";
import { readPattern } from "../../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";

function reasonFor(source: string): string {
  const read = readPattern(source);
  return "rejected" in read ? read.rejected : "taken";
}

const tooComplex =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";

/** Reasons of the service's own compiler, first line; each is recorded or seen in its published source. */
const rejections: readonly (readonly [string, string])[] = [
  ['"x"', "Filter is not an object"],
  ["{}", "Empty objects are not allowed"],
  ['{"a":{}}', "Empty objects are not allowed"],
  ['{"a":[]}', "Empty arrays are not allowed"],
  ['{"a":5}', '"a" must be an object or an array'],
  ['{"a":[[]]}', "Match value must be String, number, true, false, or null"],
  ['{"a":[{}]}', "Match expression name not found"],
  ['{"a":[{"Prefix":"x"}]}', "Unrecognized match type Prefix"],
  ['{"a":[{"prefix":"x","suffix":"y"}]}', "Only one key allowed in match expression"],
  ['{"a":[{"exactly":1}]}', "exact match pattern must be a string"],
  ['{"a":[{"prefix":1}]}', "prefix match pattern must be a string"],
  ['{"a":[{"suffix":null}]}', "suffix match pattern must be a string"],
  ['{"a":[{"wildcard":["a*"]}]}', "wildcard match pattern must be a string"],
  ['{"a":[{"equals-ignore-case":["x"]}]}', "equals-ignore-case match pattern must be a string"],
  ['{"a":[{"prefix":{}}]}', "Prefix expression name not found"],
  ['{"a":[{"suffix":{}}]}', "Suffix expression name not found"],
  ['{"a":[{"prefix":{"suffix":"x"}}]}', "Unsupported prefix pattern: suffix"],
  ['{"a":[{"suffix":{"wildcard":"x"}}]}', "Unsupported suffix pattern: wildcard"],
  [
    '{"a":[{"prefix":{"equals-ignore-case":1}}]}',
    "equals-ignore-case match pattern must be a string",
  ],
  ['{"a":[{"wildcard":"a**b"}]}', "Consecutive wildcard characters at pos 2"],
  ['{"a":[{"wildcard":"é**"}]}', "Consecutive wildcard characters at pos 3"],
  [String.raw`{"a":[{"wildcard":"a\\b"}]}`, "Invalid escape character at pos 2"],
  [String.raw`{"a":[{"wildcard":"tail\\"}]}`, "Invalid escape character at pos 5"],
  ['{"a":[{"numeric":5}]}', "Value of numeric must be an array."],
  ['{"a":[{"numeric":[]}]}', "Invalid member in numeric match: ]"],
  ['{"a":[{"numeric":[1]}]}', "Invalid member in numeric match: 1"],
  ['{"a":[{"numeric":["==",1]}]}', "Unrecognized numeric range operator: =="],
  ['{"a":[{"numeric":["=","1"]}]}', "Value of equals must be numeric"],
  ['{"a":[{"numeric":[">","1"]}]}', "Value of > must be numeric"],
  ['{"a":[{"numeric":[">",1,2]}]}', "Bad value in numeric range: 2"],
  ['{"a":[{"numeric":[">",1,">",2]}]}', "Bad numeric range operator: >"],
  ['{"a":[{"numeric":[">",1,"<"]}]}', "Value of < must be numeric"],
  ['{"a":[{"numeric":["<",1,">",0]}]}', "Too many elements in numeric expression"],
  ['{"a":[{"numeric":["=",1],"prefix":"x"}]}', "Too many elements in numeric expression"],
  ['{"a":[{"numeric":[">",1,"<",3,"=",2]}]}', "Too many terms in numeric range expression"],
  ['{"a":[{"numeric":[">=",5,"<=",5]}]}', "Bottom must be less than top"],
  ['{"a":[{"numeric":["=",1e400]}]}', "Cannot compare number : 1e400"],
  ['{"a":[{"anything-but":9007199254740993}]}', "Cannot compare number : 9007199254740993"],
  [
    '{"a":[{"anything-but":null}]}',
    "Value of anything-but must be an array or single string/number value.",
  ],
  [
    '{"a":[{"anything-but":[null]}]}',
    "Inside anything but list, start|null|boolean is not supported.",
  ],
  [
    '{"a":[{"anything-but":["x",1]}]}',
    "Inside anything but list, either all values are number or string, mixed type is not supported",
  ],
  [
    '{"a":[{"anything-but":[]}]}',
    "Inside anything but list, either all values are number or string, mixed type is not supported",
  ],
  [
    '{"a":[{"anything-but":{"equals-ignore-case":[1]}}]}',
    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
  ],
  ['{"a":[{"anything-but":{"prefix":1}}]}', "prefix/suffix match pattern must be a string"],
  ['{"a":[{"anything-but":{"suffix":["x",""]}}]}', "Null prefix/suffix not allowed"],
  ['{"a":[{"anything-but":{}}]}', "Anything-But expression name not found"],
  ['{"a":[{"anything-but":{"exists":true}}]}', "Unsupported anything-but pattern: exists"],
  [
    '{"a":[{"anything-but":{"prefix":{"equals-ignore-case":"a"}}}]}',
    "Value of anything-but must be an array or single string/number value.",
  ],
  ['{"a":[{"exists":"true"}]}', "exists match pattern must be either true or false."],
  ['{"a":[{"cidr":10}]}', "prefix match pattern must be a string"],
  ['{"a":[{"cidr":"10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
  ['{"a":[{"cidr":"10.0.0.0/x"}]}', "Malformed CIDR, mask bits must be an integer"],
  ['{"a":[{"cidr":"10.0.0.0/-1"}]}', "Malformed CIDR, mask bits must not be negative"],
  ['{"a":[{"cidr":"10.0.0.0/32"}]}', "IPv4 mask bits must be < 32"],
  ['{"a":[{"cidr":"::1/128"}]}', "IPv6 mask bits must be < 128"],
  ['{"a":[{"cidr":"host/8"}]}', "Nonstandard IP address: host"],
  ['{"$or":1}', "It must be an Array followed with $or."],
  ['{"$or":[{"a":["x"]},null]}', "Only JSON object is allowed in array of $or relationship."],
  ['{"$or":[{"a":["x"]}]}', "There must have at least 2 Objects in $or relationship."],
  [
    '{"$or":[{"prefix":["x"]},{"b":["y"]}]}',
    "prefix is Ruler reserved fieldName which cannot be used inside $or.",
  ],
  ['{"a":[{"wildcard":"*:*:*:*:*:event-bus/*"}]}', tooComplex],
  ['{"d', "Unexpected end-of-input in field name"],
  [
    '{"a":["x",]}',
    "Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  [
    "{'a':['x']}",
    "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
  ],
  [
    '{"a":[nope]}',
    "Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
];

const taken: readonly string[] = [
  '{"a":["x"]} and more',
  '{"a":[""]}',
  '{"a":[{"prefix":""}]}',
  '{"a":[{"suffix":{"equals-ignore-case":"PNG"}}]}',
  String.raw`{"a":[{"wildcard":"\\**"}]}`,
  '{"a":[{"wildcard":"/Users/*/dir/dir/dir/dir/dir/doc.txt"}]}',
  '{"a":[{"cidr":"10.0.0.7/08"}]}',
  '{"a":[{"cidr":"10.0.0.0/+8"}]}',
  '{"prefix":["x"],"numeric":{"<":["y"]}}',
];

describe("The reader of event patterns", () => {
  for (const [source, reason] of rejections) {
    it(`refuses ${source} as the service does`, () => {
      expect(reasonFor(source)).to.equal(reason);
    });
  }

  for (const source of taken) {
    it(`takes ${source}`, () => {
      expect(reasonFor(source)).to.equal("taken");
    });
  }

  it("tells what is wrong first in the text, and where", () => {
    expect(readPattern('{"a":[{"x":1}],"b":[}')).to.deep.equal({
      rejected: "Unrecognized match type x",
      offset: 11,
    });
  });

  it("keeps the later list of a field, and joins objects of one name", () => {
    const read = readPattern('{"a":["x"],"b":{"c":[1]},"a":["y"],"b":{"d":[2]}}');
    expect("subRules" in read && read.subRules[0]?.constraints).to.containSubset([
      { path: "a", written: ['"y"'] },
      { path: "b.c", written: ["1"] },
      { path: "b.d", written: ["2"] },
    ]);
  });

  it("multiplies $or, and lets the later text of a field win", () => {
    const read = readPattern('{"a":["x"],"$or":[{"a":["y"]},{"b":["z"]}]}');
    const written =
      "subRules" in read
        ? read.subRules.map(({ constraints }) =>
            constraints.map(({ path, written: list }) => `${path}=${list.join()}`),
          )
        : [];
    expect(written).to.deep.equal([['a="y"'], ['a="x"', 'b="z"']]);
  });

  it("refuses more than 1,000 combinations, 4,096 characters and 256 fields", () => {
    const or = JSON.stringify(
      Array.from({ length: 11 }, (_, index) => ({ [`k${String(index)}`]: ["x"] })),
    );
    const nested = `{"a":{"$or":${or}},"b":{"$or":${or}},"c":{"$or":${or}}}`;
    expect(reasonFor(nested)).to.equal("More than 1000 combinations of $or");
    expect(reasonFor(`{"a":["${"x".repeat(4096)}"]}`)).to.contain("less than or equal to 4096");
    const many = Array.from({ length: 257 }, (_, index) => `"${index.toString(36)}":[1]`);
    expect(reasonFor(`{${many.join()}}`)).to.equal("Size of rule exceeds max value of 256");
  });

  it("does not hang on wildcards that repeat themselves", () => {
    const operands = Array.from({ length: 5 }, (_, index) => ({
      wildcard: `*${"ab".repeat(60)}${String(index)}*${"ab".repeat(60)}`,
    }));
    expect(reasonFor(JSON.stringify({ a: operands }))).to.equal(tooComplex);
  });
});
