import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-condition";
const conditions =
  "Conditions: { IsProd: !Equals [a, b], Both: !And [!Condition IsProd, !Condition IsProd] }";

describe("template/unknown-condition", () => {
  for (const [where, text] of [
    ["a resource", `${conditions}\nResources: { A: { Type: AWS::SQS::Queue, Condition: IsPrd } }`],
    [
      "Fn::If",
      `${conditions}\nResources: { A: { Type: AWS::SQS::Queue, Properties: { QueueName: !If [IsPrd, a, b] } } }`,
    ],
    [
      "another condition",
      "Conditions: { IsProd: !Equals [a, b], Both: !And [!Condition IsPrd, !Condition IsProd] }\nResources: { A: { Type: AWS::SQS::Queue } }",
    ],
  ] as const) {
    it(`reports a name in ${where}`, () => {
      const [problem, ...others] = problemsWith(code, text);
      expect(others).to.deep.equal([]);
      expect(problem?.message).to.contain("names the condition IsPrd, which is not defined");
      expect(problem?.hint).to.equal("Did you mean IsProd?");
    });
  }

  it("is told once for each name", () => {
    const text =
      "Resources: { A: { Type: AWS::SQS::Queue, Condition: X }, B: { Type: AWS::SQS::Queue, Condition: X } }";
    expect(problemsWith(code, text).map(({ message }) => message)).to.deep.equal([
      "A (and 1 more) names the condition X, which is not defined.",
    ]);
  });

  it("accepts conditions that are defined", () => {
    const text = `${conditions}\nResources: { A: { Type: AWS::SQS::Queue, Condition: Both, Properties: { QueueName: !If [IsProd, a, b] } } }`;
    expect(problemsWith(code, text)).to.deep.equal([]);
  });
});
