import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/language-extension";
const template = (transform: string): string => `
Transform: ${transform}
Mappings: { M: { a: { b: c } } }
Resources:
  A: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !ToJsonString { a: b } } }
  B: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !ToJsonString { a: b } } }
  C: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !FindInMap [M, a, x, { DefaultValue: d }] } }
  Fn::ForEach::Queues: [Name, [One], { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
`;

describe("template/language-extension", () => {
  it("reports each function that needs the transform, once", () => {
    const problems = problemsWith(code, template("AWS::Serverless-2016-10-31"));
    expect(problems.map(({ message }) => message.split(" works")[0])).to.deep.equal([
      "Fn::ToJsonString",
      "The DefaultValue of Fn::FindInMap",
      "Fn::ForEach",
    ]);
    expect(problems.map(({ location }) => location?.line)).to.deep.equal([5, 7, 8]);
  });

  it("says nothing with the transform, or with a macro that may do the same", () => {
    const both = "[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]";
    expect(problemsWith(code, template(both))).to.deep.equal([]);
    expect(problemsWith(code, template("Own"))).to.deep.equal([]);
  });
});
