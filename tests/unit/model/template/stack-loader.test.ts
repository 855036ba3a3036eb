import { expect } from "chai";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import type { TemplateModel } from "../../../../src/harness/model/template/template-model.ts";
import { filesOf, outputOf, testContext } from "../../../support/wiring/read-template.ts";

function load(
  text: string,
  files: Readonly<Record<string, string>>,
  file = "infra/template.yaml",
): TemplateModel {
  return loadTemplate({ file, text, context: testContext, files: filesOf(files) });
}

const child = `
Parameters: { Stage: { Type: String }, Ids: { Type: CommaDelimitedList, Default: "" } }
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${Stage}-orders" } }
  Plain: { Type: AWS::SNS::Topic }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
Outputs:
  Url: { Value: !Ref Queue }
  Ids: { Value: !Join ["+", !Ref Ids] }
  Looked: { Value: "{{resolve:ssm:/a}}" }
  FnArn: { Value: !GetAtt Fn.Arn }
`;

describe("nested stacks", () => {
  for (const [type, property] of [
    ["AWS::Serverless::Application", "Location"],
    ["AWS::CloudFormation::Stack", "TemplateURL"],
  ] as const) {
    it(`of ${type} are read beside their parent, with the parameters it gives`, () => {
      const template = load(
        `
Parameters: { Stage: { Type: String, Default: prod } }
Resources:
  Child: { Type: "${type}", Properties: { ${property}: ../stacks/child.yaml, Parameters: { Stage: !Ref Stage, Ids: [a, b] } } }
Outputs:
  Url: { Value: !GetAtt Child.Outputs.Url }
  Ids: { Value: !Sub "<\${Child.Outputs.Ids}>" }
  Looked: { Value: !GetAtt Child.Outputs.Looked }
  FnArn: { Value: !GetAtt Child.Outputs.FnArn }
`,
        { "stacks/child.yaml": child },
      );
      expect(template.problems).to.deep.equal([]);
      expect(outputOf(template, "Url")).to.match(/\/123456789012\/prod-orders$/);
      expect(outputOf(template, "Ids")).to.equal("<a+b>");
      expect(outputOf(template, "Looked")).to.contain("{{resolve:ssm:/a}}");
      const nested = template.stacks.get("Child");
      expect(nested?.file).to.equal("stacks/child.yaml");
      expect(nested?.context.stackName).to.match(/^shop-Child-[0-9A-F]{12}$/);
      expect(outputOf(template, "FnArn")).to.equal(nested?.functions[0]?.arn);
    });
  }

  it("keep their own problems, with their own places", () => {
    const template = load(
      "Resources: { Child: { Type: AWS::Serverless::Application, Properties: { Location: child.yaml, Parameters: { Stag: a } } } }\n",
      { "infra/child.yaml": child },
    );
    expect(template.problems).to.deep.equal([]);
    const problems = template.stacks.get("Child")?.problems ?? [];
    expect(problems.map(({ code, location }) => [code, location?.file])).to.deep.equal([
      ["template/parameter-missing", "infra/template.yaml"],
      ["template/unknown-parameter", "infra/child.yaml"],
    ]);
    // Nobody but the parent could give it.
    expect(problems[0]).to.include({ severity: "error" });
    expect(problems[0]?.message).to.contain("the nested stack Child gives no value");
    expect(problems[0]?.location?.pointer).to.equal("/Resources/Child/Properties/Parameters");
    expect(problems[0]?.related[0]?.location?.file).to.equal("infra/child.yaml");
    expect(problems[1]).to.include({ hint: "Did you mean Stage?" });
    expect(problems[1]?.message).to.contain("The parent stack gives a value");
  });

  it("miss no parameter that the parent gives but that only AWS knows", () => {
    const template = load(
      `Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml, Parameters: { Stage: !ImportValue stage } } } }
Outputs: { Url: { Value: !GetAtt Child.Outputs.Url } }
`,
      { "infra/child.yaml": child },
    );
    expect(template.stacks.get("Child")?.problems).to.deep.equal([]);
    expect(outputOf(template, "Url")).to.contain("the exported value stage of another stack");
  });

  it("miss no parameter where it is not known what the parent gives", () => {
    const template = load(
      `Parameters: { Env: { Type: String } }
Conditions: { IsDev: !Equals [!Ref Env, dev] }
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: child.yaml, Parameters: !If [IsDev, { Stage: a }, { Stage: b }] }
`,
      { "infra/child.yaml": child },
    );
    expect(template.stacks.get("Child")?.problems).to.deep.equal([]);
  });

  it("are read in order of their needs", () => {
    const template = load(
      `
Resources:
  Second: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Stage: !GetAtt First.Outputs.Ids } } }
  First: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Stage: a, Ids: "x,y" } } }
Outputs: { Url: { Value: !GetAtt Second.Outputs.Url } }
`,
      { "infra/child.yaml": child },
    );
    expect(outputOf(template, "Url")).to.match(/\/x\+y-orders$/);
  });

  for (const [location, reason] of [
    ["https://bucket.s3.amazonaws.com/child.yaml", "is not on this machine"],
    ["s3://bucket/child.yaml", "is not on this machine"],
    ["{ ApplicationId: a, SemanticVersion: 1.0.0 }", "Serverless Application Repository"],
    ["!ImportValue place", "the exported value place"],
  ] as const) {
    it(`leave the outputs of ${location} unknown, and accuse nobody`, () => {
      const template = load(
        `Resources: { Child: { Type: AWS::Serverless::Application, Properties: { Location: ${location} } } }
Outputs: { Url: { Value: !GetAtt Child.Outputs.Url } }
`,
        {},
      );
      expect(template.problems).to.deep.equal([]);
      expect(template.stacks.size).to.equal(0);
      expect(outputOf(template, "Url"))
        .to.contain("the output Url of the nested stack Child")
        .and.contain(reason);
    });
  }

  it("say which file is missing", () => {
    const [problem, ...others] = load(
      "Resources:\n  Child: { Type: AWS::Serverless::Application, Properties: { Location: ./chld.yaml } }\n",
      {},
    ).problems;
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "template/stack-unreadable", severity: "warning" });
    expect(problem?.message).to.contain("there is no file infra/chld.yaml");
    expect(problem?.location?.line).to.equal(2);
  });

  it("that nest themselves end there", () => {
    const text =
      "Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: b.yaml } } }\n";
    const back = text.replace("b.yaml", "a.yaml");
    const template = load(text, { "a.yaml": text, "b.yaml": back }, "a.yaml");
    const problems = template.stacks.get("Child")?.problems ?? [];
    expect(problems.map(({ message }) => message)).to.deep.equal([
      "The template of the nested stack Child is not read: a.yaml nests itself.",
    ]);
  });

  it("are read ten deep", () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, level): [string, string] => [
          `s${level}.yaml`,
          `Resources: { Q: { Type: AWS::SQS::Queue }, C: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: s${level + 1}.yaml } } }\n`,
        ]),
      );
    const read = (depth: number) => {
      const files = {
        ...chain(depth),
        [`s${depth}.yaml`]: "Resources: { Q: { Type: AWS::SQS::Queue } }\n",
      };
      const messages: string[] = [];
      let level = 0;
      let stack: TemplateModel | undefined = load(files["s0.yaml"] ?? "", files, "s0.yaml");
      for (; stack !== undefined; stack = stack.stacks.get("C")) {
        messages.push(...stack.problems.map(({ message }) => message));
        level += 1;
      }
      return { stacks: level - 1, messages };
    };
    expect(read(10)).to.deep.equal({ stacks: 10, messages: [] });
    const deeper = read(11);
    expect(deeper.stacks).to.equal(10);
    expect(deeper.messages).to.have.length(1);
  });

  it("are read up to a hundred of one template, however they nest", () => {
    const stacks = (count: number, file: string): string =>
      `Resources:\n${Array.from(
        { length: count },
        (_, index) =>
          `  C${index}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${file} } }\n`,
      ).join("")}`;
    const load2 = (count: number) =>
      load(stacks(count, "a.yaml"), { "a.yaml": stacks(9, "b.yaml"), "b.yaml": child }, "t.yaml");
    const messagesOf = (template: TemplateModel): readonly string[] => [
      ...template.problems.map(({ message }) => message),
      ...[...template.stacks.values()].flatMap(messagesOf),
    ];
    const isBounded = (message: string): boolean =>
      message.includes("more than 100 stacks are nested");
    expect(messagesOf(load2(10)).filter(isBounded)).to.deep.equal([]);
    const all = messagesOf(load2(11)).filter(isBounded);
    expect(all).to.have.length(1);
  });

  it("are not read when a condition removes them, or when nobody says where from", () => {
    const text =
      "Conditions: { Never: !Equals [a, b] }\nResources: { Child: { Type: AWS::CloudFormation::Stack, Condition: Never, Properties: { TemplateURL: child.yaml } } }\n";
    expect(load(text, { "infra/child.yaml": child }).stacks.size).to.equal(0);
    const alone = text.replace("Condition: Never, ", "");
    const context = testContext;
    const template = loadTemplate({ file: "template.yaml", text: alone, context });
    expect([template.stacks.size, template.problems.length]).to.deep.equal([0, 0]);
  });
});
