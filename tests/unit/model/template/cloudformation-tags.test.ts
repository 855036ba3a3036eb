import { expect } from "chai";
import { parseSourceDocument } from "../../../../src/harness/core/source-document.ts";
import { cloudFormationTags } from "../../../../src/harness/model/template/cloudformation-tags.ts";

function read(text: string): ReturnType<typeof parseSourceDocument> {
  return parseSourceDocument({ file: "template.yaml", text, customTags: cloudFormationTags });
}

const forms: readonly (readonly [string, unknown])[] = [
  ["!Ref Table", { Ref: "Table" }],
  ["!Condition IsProd", { Condition: "IsProd" }],
  ["!GetAtt Table.Arn", { "Fn::GetAtt": ["Table", "Arn"] }],
  ["!GetAtt Nested.Outputs.Url", { "Fn::GetAtt": ["Nested", "Outputs.Url"] }],
  ["!GetAtt [Table, Arn]", { "Fn::GetAtt": ["Table", "Arn"] }],
  ["!Sub '${Table}-x'", { "Fn::Sub": "${Table}-x" }],
  ["!Sub ['${a}', { a: !Ref B }]", { "Fn::Sub": ["${a}", { a: { Ref: "B" } }] }],
  ["!Join ['-', [a, !Ref B]]", { "Fn::Join": ["-", ["a", { Ref: "B" }]] }],
  ["!If [C, 1, !Ref AWS::NoValue]", { "Fn::If": ["C", 1, { Ref: "AWS::NoValue" }] }],
  ["!Equals [a, b]", { "Fn::Equals": ["a", "b"] }],
  [
    "!And [!Condition A, !Not [!Condition B]]",
    { "Fn::And": [{ Condition: "A" }, { "Fn::Not": [{ Condition: "B" }] }] },
  ],
  ["!Or [!Condition A]", { "Fn::Or": [{ Condition: "A" }] }],
  ["!FindInMap [M, a, b]", { "Fn::FindInMap": ["M", "a", "b"] }],
  ["!Select [0, [a]]", { "Fn::Select": [0, ["a"]] }],
  ["!Split ['-', a-b]", { "Fn::Split": ["-", "a-b"] }],
  ["!Base64 text", { "Fn::Base64": "text" }],
  ["!ImportValue other-stack", { "Fn::ImportValue": "other-stack" }],
  ["!ImportValue { Fn::Sub: a }", { "Fn::ImportValue": { "Fn::Sub": "a" } }],
  ["!Transform { Name: AWS::Include }", { "Fn::Transform": { Name: "AWS::Include" } }],
  ["!Cidr [a, 1, 8]", { "Fn::Cidr": ["a", 1, 8] }],
  ["!GetAZs ''", { "Fn::GetAZs": "" }],
  ["!ToJsonString { a: 1 }", { "Fn::ToJsonString": { a: 1 } }],
  ["!Length [a, b]", { "Fn::Length": ["a", "b"] }],
];

describe("cloudFormationTags", () => {
  for (const [short, long] of forms) {
    it(`reads ${short} as its long form`, () => {
      const document = read(`Value: ${short}\n`);
      expect(document.issues).to.deep.equal([]);
      expect(document.value).to.deep.equal({ Value: long });
    });
  }

  it("finds places inside a collection by the long form's pointer", () => {
    const document = read("Value: !Join\n  - '-'\n  - - a\n    - !Ref B\n");
    expect(document.locate("/Value/Fn::Join/1/1", "value")).to.include({ line: 4, column: 12 });
  });

  it("falls back to the value for the long form of a scalar", () => {
    const document = read("A:\n  B: !Sub x\n");
    expect(document.locate("/A/B/Fn::Sub", "value")).to.include({ line: 2 });
  });
});
