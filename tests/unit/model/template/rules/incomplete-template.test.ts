import { expect } from "chai";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const missing = `Resources:
  Fn: { Type: AWS::Lambda::Function, Condition: Elsewhere, DependsOn: Other, Properties: { Role: !GetAtt Made.Arn, Layers: [!If [Somewhere, !Ref One, !Ref Two]] } }
`;

function missed(text: string): readonly string[] {
  const { problems } = readTemplate(text);
  return problems.map(({ code }) => code).filter((code) => code.startsWith("template/unknown-"));
}

describe("names that are not in the template", () => {
  it("are missing where it holds all there will be", () => {
    expect(new Set(missed(missing))).to.deep.equal(
      new Set([
        "template/unknown-condition",
        "template/unknown-reference",
        "template/unknown-dependency",
      ]),
    );
  });

  const others: Readonly<Record<string, string>> = {
    "a macro may add them": `Transform: Own\n${missing}`,
    "resources are included from elsewhere": `${missing}  Fn::Transform: { Name: AWS::Include, Parameters: { Location: "s3://b/k" } }\n`,
    "conditions are included from elsewhere": `${missing}Conditions: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: "s3://b/k" } } }\n`,
    "a loop goes over values that are not known": `Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", Default: /n } }
${missing}  Fn::ForEach::L: [Name, !Ref Names, { "\${Name}": { Type: AWS::SQS::Queue } }]
`,
  };
  for (const [why, text] of Object.entries(others)) {
    it(`are not told to be missing when ${why}`, () => {
      expect(missed(text)).to.deep.equal([]);
    });
  }
});
