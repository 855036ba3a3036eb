import { expect } from "chai";
import { evaluateInTemplate } from "../../../../support/wiring/read-template.ts";

const sections = `
Resources:
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders-table, StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  Plain: { Type: AWS::Serverless::SimpleTable }
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: orders-queue } }
  Fifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Role: { Type: AWS::IAM::Role, Properties: { Path: /app/ } }
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: real-name, AutoPublishAlias: live, Events: { Tick: { Type: Schedule } } } }
  Lambda: { Type: AWS::Lambda::Function }
  Alias: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Lambda, Name: blue } }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: orders } }
  Rule: { Type: AWS::Events::Rule, Properties: { EventBusName: !Ref Bus } }
  Machine: { Type: AWS::Serverless::StateMachine }
  Logs: { Type: AWS::Logs::LogGroup }
  Parameter: { Type: AWS::SSM::Parameter, Properties: { Name: /a, Type: String, Value: !Ref Queue } }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }
  Http: { Type: AWS::Serverless::HttpApi }
  Odd: { Type: AWS::Glue::Database }
  Nested: { Type: AWS::Serverless::Application }
`;

const account = "eu-west-1:123456789012";

describe("Ref and Fn::GetAtt", () => {
  const vectors: readonly (readonly [string, string])[] = [
    ["!Ref Table", "orders-table"],
    ["!GetAtt Table.Arn", `arn:aws:dynamodb:${account}:table/orders-table`],
    ["!Ref Plain", "shop-Plain"],
    ["!Ref Queue", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-queue"],
    ["!GetAtt Queue.QueueUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-queue"],
    ["!GetAtt Queue.QueueName", "orders-queue"],
    ["!GetAtt Queue.Arn", `arn:aws:sqs:${account}:orders-queue`],
    ["!GetAtt Fifo.QueueName", "shop-Fifo.fifo"],
    ["!Ref Topic", `arn:aws:sns:${account}:shop-Topic`],
    ["!Ref Bucket", "shop-bucket"],
    ["!GetAtt Bucket.Arn", "arn:aws:s3:::shop-bucket"],
    ["!GetAtt Role.Arn", "arn:aws:iam::123456789012:role/app/shop-Role"],
    ["!Ref Fn", "real-name"],
    ["!GetAtt Fn.Arn", `arn:aws:lambda:${account}:function:real-name`],
    ["!Ref Fn.Alias", `arn:aws:lambda:${account}:function:real-name:live`],
    ["!Sub '${Fn.Alias}'", `arn:aws:lambda:${account}:function:real-name:live`],
    ["!Ref Lambda", "shop-Lambda"],
    ["!Ref Alias", `arn:aws:lambda:${account}:function:shop-Lambda:blue`],
    ["!GetAtt Bus.Arn", `arn:aws:events:${account}:event-bus/orders`],
    ["!GetAtt Rule.Arn", `arn:aws:events:${account}:rule/orders/shop-Rule`],
    ["!Ref Machine", `arn:aws:states:${account}:stateMachine:shop-Machine`],
    ["!GetAtt Logs.Arn", `arn:aws:logs:${account}:log-group:shop-Logs:*`],
    ["!GetAtt Parameter.Value", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-queue"],
    ["!Ref Api.Stage", "dev"],
  ];
  for (const [expression, value] of vectors) {
    it(`give ${expression} the value AWS gives it`, () => {
      expect(evaluateInTemplate(sections, expression)).to.equal(value);
    });
  }

  it("give an API an id of its own, the same on every run", () => {
    const id = evaluateInTemplate(sections, "!Ref Api");
    expect(id).to.match(/^[a-z0-9]{10}$/);
    expect(evaluateInTemplate(sections, "!Ref Api")).to.equal(id);
    expect(evaluateInTemplate(sections, "!Ref Http")).not.to.equal(id);
    expect(evaluateInTemplate(sections, "!Ref Api", { stackName: "other" })).not.to.equal(id);
    expect(evaluateInTemplate(sections, "!GetAtt Http.ApiEndpoint")).to.match(
      /^https:\/\/[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/,
    );
  });

  it("know a stream only where the table has one", () => {
    expect(evaluateInTemplate(sections, "!GetAtt Table.StreamArn")).to.match(
      /^arn:aws:dynamodb:.*:table\/orders-table\/stream\/\d{4}-/,
    );
    expect(evaluateInTemplate(sections, "!GetAtt Plain.StreamArn")).to.match(/^unknown: /);
  });

  it("never make up an ARN for a type that is not modelled", () => {
    expect(evaluateInTemplate(sections, "!GetAtt Odd.Arn")).to.contain(
      "AWS::Glue::Database (Odd) is not modelled",
    );
    expect(evaluateInTemplate(sections, "!Ref Odd")).to.contain(
      "AWS::Glue::Database (Odd) is not modelled",
    );
    expect(evaluateInTemplate(sections, "!GetAtt Nested.Outputs.Url")).to.contain(
      "the output Url of the nested stack Nested",
    );
  });

  it("leave what SAM generates unknown, and do not call it missing", () => {
    expect(evaluateInTemplate(sections, "!Ref FnTick")).to.contain("made by SAM");
    expect(evaluateInTemplate(sections, "!Ref FnTock")).to.contain(
      "no parameter or resource is named FnTock",
    );
  });
});
