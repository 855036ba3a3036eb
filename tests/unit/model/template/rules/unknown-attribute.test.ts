import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";
import { filesOf, testContext } from "../../../../support/wiring/read-template.ts";
import { loadTemplate } from "../../../../../src/harness/model/template/load-template.ts";

const resources = `
Resources:
  Table: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: [{ AttributeName: a, KeyType: HASH }], AttributeDefinitions: [{ AttributeName: a, AttributeType: S }] } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, AutoPublishAlias: live } }
  Database: { Type: AWS::RDS::DBCluster }
  Queue: { Type: AWS::SQS::Queue }
  Own: { Type: Custom::Thing, Properties: { ServiceToken: a } }
  Rare: { Type: AWS::Glue::Database }
Outputs:
  Value:
    Value: `;

describe("template/unknown-attribute", () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ["!GetAtt Table.Arm", "one of Arn, StreamArn", "Did you mean Table.Arn?"],
    ["!Sub '${Table.StreamARN2}'", "one of StreamArn, Arn", "Did you mean Table.StreamArn?"],
    ["!GetAtt Table.TableName", "one of ", "Ref of Table may be what is meant, or Table."],
    ["!GetAtt Queue.QueueArn", "one of Arn, ", "Did you mean Queue.Arn?"],
    ["!GetAtt [Fn, FunctionName]", "one of ", "Ref of Fn may be what is meant"],
  ];
  for (const [value, expected, hint] of wrong) {
    it(`reports ${value}, with what there is`, () => {
      const [problem, ...others] = problemsWith("template/unknown-attribute", resources + value);
      expect(others).to.deep.equal([]);
      expect(problem?.expected).to.contain(expected);
      expect(problem?.hint).to.contain(hint);
      expect(problem?.location).to.include({ line: 11 });
    });
  }

  for (const value of [
    "!GetAtt Table.Arn",
    "!GetAtt Fn.Arn",
    "!Sub '${Fn.Alias}'",
    "!Ref Fn.Version",
    "!GetAtt Database.Endpoint.Address",
    "!GetAtt Database.Endpoint",
    "!GetAtt Database.Endpoint.Address.Part",
    "!GetAtt Queue.QueueName",
    "!GetAtt Own.Anything",
    "!GetAtt Rare.Whatever",
    "!Sub '${!Table.Nope}'",
  ]) {
    it(`lets ${value} be`, () => {
      expect(problemsWith("template/unknown-attribute", resources + value)).to.deep.equal([]);
    });
  }

  it("names the outputs of a nested stack that can be read", () => {
    const text = `
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
Outputs:
  Right: { Value: !GetAtt Child.Outputs.Url }
  Wrong: { Value: !GetAtt Child.Outputs.Uri }
`;
    const files = filesOf({
      "child.yaml":
        "Resources: { Queue: { Type: AWS::SQS::Queue } }\nOutputs: { Url: { Value: !Ref Queue } }\n",
    });
    const { problems } = loadTemplate({ file: "template.yaml", text, context: testContext, files });
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ code: "template/unknown-attribute", actual: "Outputs.Uri" });
    expect(problems[0]?.hint).to.equal("Did you mean Child.Outputs.Url?");
  });
});
