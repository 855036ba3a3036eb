import { expect } from "chai";
import { describe, it } from "mocha";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const table =
  "  Table: { Type: AWS::Serverless::SimpleTable }\nOutputs: { A: { Value: !Ref Nowhere } }\n";

describe("short tags of a template", () => {
  it("include the functions of Rules, and nothing is held back because of them", () => {
    const { problems } = readTemplate(`Parameters: { Stage: { Type: String, Default: dev } }
Rules:
  Regions:
    RuleCondition: !Equals [!Ref Stage, prod]
    Assertions:
      - Assert: !Contains [[eu-west-1], !Ref AWS::Region]
      - Assert: !EachMemberIn [!ValueOfAll ["AWS::EC2::VPC::Id", Tags.A], !RefAll "AWS::EC2::VPC::Id"]
      - Assert: !EachMemberEquals [[a], !ValueOf [Stage, Attribute]]
Resources:
${table}`);
    expect(problems.map(({ code }) => code)).to.deep.equal(["template/unknown-reference"]);
  });

  it("are a warning where there is no such function, and the rest is read", () => {
    const { problems } = readTemplate(`Metadata: { A: !Whatever x }\nResources:\n${table}`);
    expect(problems.map(({ code }) => code)).to.deep.equal([
      "template/unknown-reference",
      "template/unknown-tag",
    ]);
    expect(problems[1]).to.include({ severity: "warning" });
    expect(problems[1]?.message).to.contain("!Whatever");
  });

  it("are an error where they are nearly one", () => {
    const { problems } = readTemplate(
      `Resources:\n  Table: { Type: AWS::Serverless::SimpleTable }\nOutputs: { A: { Value: !GetAt Table.Arn } }\n`,
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({
      code: "template/invalid-intrinsic",
      severity: "error",
      hint: "Did you mean !GetAtt?",
    });
    expect(problems[0]?.location).to.include({ line: 3 });
  });
});
