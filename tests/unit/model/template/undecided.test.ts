import { expect } from "chai";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import { filesOf, readTemplate, testContext } from "../../../support/wiring/read-template.ts";

const sections = `
Parameters:
  Environment: { Type: String }
  Given: { Type: String, Default: dev }
Conditions:
  IsDev: !Equals [!Ref Environment, dev]
  IsGiven: !Equals [!Ref Given, dev]
`;

function fn(name: string, condition: string | null): string {
  const line = condition === null ? "" : `\n    Condition: ${condition}`;
  return `  ${name}:
    Type: AWS::Serverless::Function${line}
    Properties:
      Handler: a.b
      Runtime: nodejs24.x
      Events: { Get: { Type: Api, Properties: { Path: /${name}, Method: get } } }
`;
}

const reason =
  "the condition IsDev cannot be decided: the parameter Environment has no value" as const;

describe("undecided", () => {
  it("says why it is not known whether a function, an API or any resource deploys", () => {
    const template = readTemplate(`${sections}Resources:
${fn("Undecided", "IsDev")}${fn("Decided", "IsGiven")}${fn("Always", null)}  Api:
    Type: AWS::Serverless::Api
    Condition: IsDev
    Properties: { StageName: dev }
`);
    expect(template.functions.map(({ undecided }) => undecided)).to.deep.equal([
      reason,
      null,
      null,
    ]);
    expect(template.apis.find(({ logicalId }) => logicalId === "Api")?.undecided).to.equal(reason);
    expect(template.resources.get("Api")?.undecided).to.equal(reason);
  });

  it("holds for the implicit API as long as none of its functions is sure to deploy", () => {
    const undecidedOf = (functions: string): string | null | undefined =>
      readTemplate(`${sections}Resources:\n${functions}`).apis[0]?.undecided;
    expect(undecidedOf(fn("A", "IsDev"))).to.equal(reason);
    expect(undecidedOf(fn("A", "IsDev") + fn("B", "IsGiven"))).to.equal(null);
    expect(undecidedOf(fn("A", "IsDev") + fn("B", null))).to.equal(null);
  });

  it("holds for all that stands in a nested stack which itself is undecided", () => {
    const template = loadTemplate({
      file: "template.yaml",
      text: `${sections}Resources:
  Child:
    Type: AWS::Serverless::Application
    Condition: IsDev
    Properties: { Location: child.yaml }
`,
      context: testContext,
      files: filesOf({ "child.yaml": `Resources:\n${fn("Inner", null)}` }),
    });
    expect(template.stacks.get("Child")?.functions[0]?.undecided).to.equal(reason);
  });
});
