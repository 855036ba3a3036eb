import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/misplaced-intrinsic";
const queue = "Resources: { Queue: { Type: AWS::SQS::Queue } }\n";

describe("template/misplaced-intrinsic", () => {
  for (const [where, text] of [
    ["Parameters", "Parameters: { P: { Type: String, Default: !Ref AWS::Region } }\n"],
    ["Mappings", "Mappings: { M: { a: { b: !Sub x } } }\n"],
    ["the condition C", "Conditions: { C: !Equals [!Ref Queue, a] }\n"],
    ["the condition C", "Conditions: { C: !Not [!Equals [!GetAtt Queue.Arn, a]] }\n"],
  ] as const) {
    it(`reports a function in ${where}: ${text.trim()}`, () => {
      const [problem, ...others] = problemsWith(code, text + queue);
      expect(others).to.deep.equal([]);
      expect(problem?.message).to.contain(`stands in ${where}, where CloudFormation takes no`);
      expect(problem?.location?.line).to.equal(1);
    });
  }

  it("lets functions be where they may stand", () => {
    const text = `Parameters: { P: { Type: String, Default: "\${x}" } }
Mappings: { M: { a: { b: c } }, "Fn::Transform": { Name: AWS::Include, Parameters: { Location: x } } }
Conditions: { C: !Equals [!Ref P, !FindInMap [M, a, b]] }
Resources: { Queue: { Type: AWS::SQS::Queue, DeletionPolicy: !If [C, Retain, Delete] } }
`;
    expect(problemsWith(code, text)).to.deep.equal([]);
  });
});
