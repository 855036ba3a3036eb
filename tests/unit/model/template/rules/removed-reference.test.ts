import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const template = (value: string, more = ""): string => `
Parameters: { Stage: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Gone: { Type: AWS::SQS::Queue, Condition: IsProd }
  Kept: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${value} } }
${more}`;

describe("template/removed-reference", () => {
  for (const value of [
    "!Ref Gone",
    "!GetAtt Gone.Arn",
    "!Sub '${Gone}'",
    "!If [IsProd, x, !Ref Gone]",
  ]) {
    it(`reports ${value} in what deploys`, () => {
      const [problem, ...others] = problemsWith("template/removed-reference", template(value));
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "warning" });
      expect(problem?.message).to.equal(
        "Kept names Gone, which the condition IsProd removes with these parameters.",
      );
      expect(problem?.location?.line).to.equal(6);
      expect(problem?.related[0]?.location.line).to.equal(5);
    });
  }

  it("lets be what CloudFormation does not evaluate", () => {
    const more = `  Too: { Type: AWS::SSM::Parameter, Condition: IsProd, Properties: { Type: String, Value: !Ref Gone } }
  After: { Type: AWS::SQS::Queue, DependsOn: Gone }
Outputs:
  Url: { Condition: IsProd, Value: !Ref Gone }
`;
    const text = template("!If [IsProd, !Ref Gone, x]", more);
    expect(problemsWith("template/removed-reference", text)).to.deep.equal([]);
  });

  it("says nothing where the condition holds", () => {
    const parameters = { Stage: "prod" };
    expect(
      problemsWith("template/removed-reference", template("!Ref Gone"), { parameters }),
    ).to.deep.equal([]);
  });
});
