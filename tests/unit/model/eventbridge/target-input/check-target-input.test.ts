import { expect } from "chai";
import { checkTargetInput } from "../../../../../src/harness/model/eventbridge/target-input/check-target-input.ts";
import type { TargetSettings } from "../../../../../src/harness/model/eventbridge/target-input/target-input.ts";

function faults(settings: Omit<TargetSettings, "id">): readonly string[] {
  return checkTargetInput({ id: "T", ...settings }).map(
    ({ kind, message }) => `${kind}: ${message}`,
  );
}

const template = (text: string, paths: Readonly<Record<string, string>> = {}): readonly string[] =>
  faults({ transformer: { template: text, paths } });

describe("checkTargetInput", () => {
  it("takes one of the three alone", () => {
    const both =
      "refused: Only one of Input, InputPath, or InputTransformer must be provided for target T.";
    expect(faults({ input: "{}", inputPath: "$" })).to.deep.equal([both]);
    expect(faults({ input: "{}", transformer: { template: "{}", paths: {} } })).to.deep.equal([
      both,
    ]);
    expect(faults({})).to.deep.equal([]);
  });

  it("takes any JSON as Input, and no other text", () => {
    expect(faults({ input: '"hello"' })).to.deep.equal([]);
    expect(faults({ input: "hello" })).to.deep.equal([
      "refused: JSON syntax error in input for target T",
    ]);
  });

  it("refuses placeholders without a path", () => {
    expect(template('{"a": <b>}')).to.deep.equal([
      "refused: InputTemplate for target T contains invalid placeholder b.",
    ]);
    expect(template('"<aws.events.rule-arn> <constructor>"')).to.have.lengthOf(1);
    expect(template('{"a": <aws.events.event.json>, "b": "<b>"}', { b: "$.id" })).to.deep.equal([]);
  });

  it("tells of templates that are never JSON", () => {
    const paths = { d: "$.detail", i: "$.detail.id" };
    expect(template('{"a": "<d>"}', paths)[0]).to.match(/^dropped: InputTemplate has <d>, an obj/);
    expect(template('{"a": "<aws.events.event>"}')[0]).to.match(/^dropped: /);
    expect(template('{"a": <i>', paths)[0]).to.match(/^dropped: .*whatever the event/);
    expect(template('{"a": b}')[0]).to.match(/^dropped: /);
  });

  it("says nothing of templates that some event makes JSON of", () => {
    const paths = { i: "$.detail.id", k: "$.detail.k" };
    expect(template('{"a": "<i>"}', paths)).to.deep.equal([]);
    expect(template("{<k>: 1<i>}", paths)).to.deep.equal([]);
    expect(template('"{ <i>"', paths)).to.deep.equal([]);
  });

  it("holds texts to the sizes of the API", () => {
    const long = `"${"x".repeat(8191)}"`;
    expect(faults({ input: long })).to.deep.equal([
      "refused: Input: Member must have length less than or equal to 8192",
    ]);
    expect(faults({ input: long.replace("x", "") })).to.deep.equal([]);
    expect(template(long)).to.have.lengthOf(1);
    expect(template("")).to.have.lengthOf(1);
    expect(faults({ inputPath: `$.${"x".repeat(255)}` })).to.have.lengthOf(1);
    expect(faults({ inputPath: `$.${"x".repeat(254)}` })).to.deep.equal([]);
    const many = (count: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${String(index)}`, "$.id"]),
      );
    expect(template("{}", many(100))).to.deep.equal([]);
    expect(template("{}", many(101))).to.have.lengthOf(1);
    expect(template("{}", { "a b": "$" })).to.have.lengthOf(1);
  });

  it("tells paths that are none", () => {
    for (const inputPath of ["detail", "$.detail.", "$..id", "$.a[?(@.b)]", "$.a b", "$[x]"])
      expect(faults({ inputPath })[0], inputPath).to.match(/^path: InputPath is /);
    expect(template("{}", { i: "detail.id" })[0]).to.match(/^path: The path of <i> is /);
  });
});
