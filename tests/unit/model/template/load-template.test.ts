import { expect } from "chai";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import { readTemplate, testContext } from "../../../support/wiring/read-template.ts";

const queue = "Resources:\n  Queue: { Type: AWS::SQS::Queue }\n";

function codes(text: string): readonly string[] {
  return readTemplate(text).problems.map(({ code }) => code);
}

describe("loadTemplate", () => {
  it("reads JSON as well as YAML", () => {
    const json = JSON.stringify({
      Resources: { Fn: { Type: "AWS::Serverless::Function", Properties: { Handler: "a.b" } } },
    });
    const template = loadTemplate({ file: "template.json", text: json, context: testContext });
    expect(template.functions[0]?.handler).to.deep.equal({ known: true, value: "a.b" });
    expect(template.problems).to.deep.equal([]);
  });

  it("reports a syntax error at its place and keeps what could be read", () => {
    const template = readTemplate(`${queue}Outputs:\n  A: [1\n`);
    expect(template.problems[0]).to.include({ code: "template/syntax-error", severity: "error" });
    expect(template.problems[0]?.location?.line).to.be.greaterThan(2);
    expect(template.resources.has("Queue")).to.equal(true);
  });

  it("warns of a byte order mark, and reads on", () => {
    const template = readTemplate(`\uFEFF${queue}`);
    expect(template.problems).to.have.length(1);
    expect(template.problems[0]).to.include({
      code: "template/byte-order-mark",
      severity: "warning",
      hint: "Save the file as UTF-8 without a byte order mark.",
    });
    expect(template.resources.has("Queue")).to.equal(true);
  });

  it("reports a duplicate key at its second use", () => {
    const template = readTemplate(
      "Resources:\n  A: { Type: AWS::SQS::Queue }\n  A: { Type: AWS::SNS::Topic }\n",
    );
    expect(template.problems).to.have.length(1);
    expect(template.problems[0]).to.include({ code: "template/duplicate-key" });
    expect(template.problems[0]?.location).to.include({ line: 3, column: 3 });
  });

  for (const text of ["", "Description: nothing\n", "Resources: {}\n", "- a\n", "just text\n"]) {
    it(`misses Resources in ${JSON.stringify(text)}`, () => {
      expect(codes(text)).to.deep.equal(["template/no-resources"]);
    });
  }

  it("reports a resource without a Type and leaves it out", () => {
    const template = readTemplate(`${queue}  Odd: { Properties: {} }\n`);
    expect(template.problems.map(({ code }) => code)).to.deep.equal([
      "template/resource-without-type",
    ]);
    expect([...template.resources.keys()]).to.deep.equal(["Queue"]);
  });

  for (const text of [
    "Resources: [a]\n",
    "Parameters: text\nMappings: 3\nConditions: [x]\nOutputs: null\nGlobals: a\nResources: { A: { Type: AWS::SQS::Queue } }\n",
    "Parameters: { P: text, Q: null }\nResources: { A: null, B: 3, C: { Type: [x] }, D: { Type: AWS::Serverless::Function, Properties: [a] } }\n",
    "Resources: { F: { Type: AWS::Serverless::Function, Properties: { Events: [a], Environment: x, CodeUri: [1], Handler: {} } } }\n",
    "Resources: { F: { Type: AWS::Serverless::Function, Properties: { Events: { A: null, B: { Type: Api, Properties: x } }, Environment: { Variables: [1] } } } }\n",
    "Resources: { A: { Type: AWS::Serverless::Api, Properties: { StageName: [x], Variables: 3, DefinitionBody: null, BinaryMediaTypes: x } } }\n",
    "Resources: { T: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: x, AttributeDefinitions: [3], GlobalSecondaryIndexes: { a: b } } } }\n",
    "Outputs: { A: 3, B: { Value: !Sub [1, 2] }, C: { Value: !FindInMap x }, D: { Value: !If x }, E: { Value: !Join [1] }, F: { Value: !GetAtt x } }\n",
    "Resources: { A: &a { Type: x, Self: *a } }\n",
    "!Ref x\n",
    "\uFEFFResources: {}\n",
    "{",
    "a: b: c\n\t- x",
  ]) {
    it(`survives ${JSON.stringify(text).slice(0, 70)}`, () => {
      const template = readTemplate(text);
      expect(template.file).to.equal("template.yaml");
      for (const problem of template.problems)
        expect(problem.location?.line, problem.message).to.be.greaterThan(0);
    });
  }

  it("names macros it does not apply, and only those", () => {
    expect(
      codes(`Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]\n${queue}`),
    ).to.deep.equal([]);
    expect(codes(`Transform: [AWS::Serverless-2016-10-31, MyMacro]\n${queue}`)).to.deep.equal([
      "template/transform-not-applied",
    ]);
    expect(codes(`${queue}  Fn::Transform: { Name: AWS::Include }\n`)).to.deep.equal([
      "template/transform-not-applied",
    ]);
  });

  it("removes what stands under a false condition", () => {
    const template = readTemplate(`
Parameters: { Stage: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Stage, prod], IsDev: !Not [!Condition IsProd] }
Resources:
  Kept: { Type: AWS::Serverless::Function, Condition: IsDev, Properties: { Handler: a.b } }
  Gone: { Type: AWS::Serverless::Function, Condition: IsProd, Properties: { Handler: a.b } }
Outputs:
  KeptName: { Condition: IsDev, Value: !Ref Kept }
  GoneName: { Condition: IsProd, Value: !Ref Gone }
`);
    expect(template.functions.map(({ logicalId }) => logicalId)).to.deep.equal(["Kept"]);
    expect([...template.resources.keys()]).to.deep.equal(["Kept"]);
    expect(template.outputs).to.deep.equal({ KeptName: { known: true, value: "shop-Kept" } });
    expect(template.problems).to.deep.equal([]);
  });

  it("keeps what stands under a condition that cannot be decided, and says so once", () => {
    const template = readTemplate(`
Parameters: { Stage: { Type: "AWS::SSM::Parameter::Value<String>", Default: /stage } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  A: { Type: AWS::SQS::Queue, Condition: IsProd }
  B: { Type: AWS::SQS::Queue, Condition: IsProd }
`);
    expect(template.problems).to.have.length(1);
    expect(template.problems[0]).to.include({
      code: "template/condition-unknown",
      severity: "warning",
    });
    expect(template.problems[0]?.message).to.contain("A and 1 more");
    expect(template.resources.size).to.equal(2);
  });

  it("survives resources whose properties speak of themselves", () => {
    const template = readTemplate(`
Resources:
  Alias: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref Alias } }
  One: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !GetAtt Two.Value } }
  Two: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !Sub "\${One.Value}" } }
Outputs:
  One: { Value: !GetAtt One.Value }
  Alias: { Value: !Ref Alias }
`);
    expect(template.outputs["One"]?.known).to.equal(false);
    expect(template.outputs["Alias"]?.known).to.equal(true);
  });

  it("makes up no API for events of functions that are removed", () => {
    const text = (condition: string): string => `
Conditions: { Never: !Equals [a, b], Always: !Equals [a, a] }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Condition: ${condition}
    Properties: { Handler: a.b, Events: { E: { Type: Api, Properties: { Path: /x, Method: get } } } }
`;
    expect(readTemplate(text("Never")).apis).to.deep.equal([]);
    expect(readTemplate(text("Always")).apis).to.have.length(1);
    const other = `${text("Never")}  Other:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b, Events: { E: { Type: Api, Properties: { Path: /y, Method: get } } } }
`;
    expect(readTemplate(other).apis).to.have.length(1);
  });

  it("reports a condition that is not defined", () => {
    expect(codes("Resources:\n  A: { Type: AWS::SQS::Queue, Condition: Nope }\n")).to.deep.equal([
      "template/unknown-condition",
    ]);
  });

  it("resolves properties of any resource as far as they go", () => {
    const template = readTemplate(`
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${AWS::StackName}-q", KmsMasterKeyId: !ImportValue key, Tags: !Ref AWS::NoValue } }
`);
    expect(template.resources.get("Queue")?.properties).to.deep.equal({
      QueueName: "shop-q",
      KmsMasterKeyId: { "Fn::ImportValue": "key" },
    });
    expect(template.resources.get("Queue")?.physicalName).to.deep.equal({
      known: true,
      value: "shop-q",
    });
  });
});
