import { expect } from "chai";
import { evaluateInTemplate, readTemplate } from "../../../support/wiring/read-template.ts";

/**
 * What `sam local` makes of these (measured with SAM CLI 1.164.0) stands beside each; what
 * CloudFormation makes of them is what is expected.
 */
const sections = `
Parameters:
  Path: { Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/url }
  Given: { Type: String }
Mappings: { M: { a: { b: c } } }
Resources:
  OrdersTable: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders-table, StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  OrdersQueue: { Type: AWS::SQS::Queue, Properties: { QueueName: orders-queue } }
  OrdersTopic: { Type: AWS::SNS::Topic, Properties: { TopicName: orders-topic } }
  OrdersBucket: { Type: AWS::S3::Bucket, Properties: { BucketName: orders-bucket } }
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: orders-role } }
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: real-name, Handler: a.b, AutoPublishAlias: live, Events: { E: { Type: Api, Properties: { Path: /x, Method: get } } } } }
`;

const place = "eu-west-1:123456789012";

describe("Ref and Fn::GetAtt, where SAM CLI gives something else than CloudFormation", () => {
  const values: readonly (readonly [string, string, string])[] = [
    ["!Ref OrdersTable", "the logical id", "orders-table"],
    ["!GetAtt OrdersTable.Arn", "a function's ARN", `arn:aws:dynamodb:${place}:table/orders-table`],
    [
      "!Ref OrdersQueue",
      "the logical id",
      "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-queue",
    ],
    [
      "!GetAtt OrdersQueue.QueueUrl",
      "nothing",
      "https://sqs.eu-west-1.amazonaws.com/123456789012/orders-queue",
    ],
    ["!GetAtt OrdersQueue.QueueName", "nothing", "orders-queue"],
    ["!GetAtt OrdersQueue.Arn", "a function's ARN", `arn:aws:sqs:${place}:orders-queue`],
    ["!Ref OrdersTopic", "the logical id", `arn:aws:sns:${place}:orders-topic`],
    ["!Ref OrdersBucket", "the logical id", "orders-bucket"],
    ["!GetAtt OrdersBucket.Arn", "a function's ARN", "arn:aws:s3:::orders-bucket"],
    ["!GetAtt Role.Arn", "a function's ARN", "arn:aws:iam::123456789012:role/orders-role"],
    ["!GetAtt FnRole.Arn", "a function's ARN", "arn:aws:iam::123456789012:role/shop-FnRole"],
    ["!Ref Fn", "the logical id", "real-name"],
    ["!GetAtt Fn.Arn", "the same", `arn:aws:lambda:${place}:function:real-name`],
    ["!Ref Fn.Alias", "its own text", `arn:aws:lambda:${place}:function:real-name:live`],
    ["!Sub '${!Literal}'", "the text with its exclamation mark", "${Literal}"],
    [
      "!Sub 'sqs.${AWS::Region}.${AWS::URLSuffix}'",
      "a host at localhost",
      "sqs.eu-west-1.amazonaws.com",
    ],
    ["{ 'Fn::Length': [a, b] }", "nothing", "2"],
    ["!ToJsonString { a: b }", "nothing", '{"a":"b"}'],
    ["!Select [1, !Cidr [10.0.0.0/16, 2, 8]]", "nothing", "10.0.1.0/24"],
  ];
  for (const [expression, instead, value] of values) {
    it(`give for ${expression} what is deployed, not ${instead}`, () => {
      expect(evaluateInTemplate(sections, expression)).to.equal(value);
    });
  }

  it("give the stream of a table, not nothing", () => {
    expect(evaluateInTemplate(sections, "!GetAtt OrdersTable.StreamArn")).to.match(
      /^arn:aws:dynamodb:eu-west-1:123456789012:table\/orders-table\/stream\//,
    );
  });

  it("give the host of an API its id, not the logical id", () => {
    expect(
      evaluateInTemplate(sections, "!Sub 'https://${ServerlessRestApi}.execute-api'"),
    ).to.match(/^https:\/\/[a-z0-9]{10}\.execute-api$/);
  });

  const unknowns: readonly (readonly [string, string, string])[] = [
    ["!ImportValue shop-url", "nothing", "the exported value shop-url of another stack"],
    [
      "!Ref Path",
      "the path of the SSM parameter",
      "the SSM parameter /shop/url, which AWS looks up",
    ],
    ["!Ref Given", "its own name", "the parameter Given has no value"],
    [
      "'{{resolve:ssm:/a}}'",
      "the text itself",
      "the dynamic reference {{resolve:ssm:/a}} is looked up",
    ],
    [
      "'x-{{resolve:secretsmanager:a:SecretString:k}}'",
      "the text itself",
      "secretsmanager:a:SecretString:k}} is looked up",
    ],
    [
      "'{{resolve:ssm-secure:/a:1}}'",
      "the text itself",
      "{{resolve:ssm-secure:/a:1}} is looked up",
    ],
    ["!FindInMap [M, a, missing]", "nothing", "the mapping M has no entry a.missing"],
    ["!Sub '${Nope.Thing}'", "a malformed text", "no parameter or resource is named Nope"],
    ["!Ref Nope", "its own name", "no parameter or resource is named Nope"],
  ];
  for (const [expression, instead, reason] of unknowns) {
    it(`leave ${expression} unknown with the reason, not ${instead}`, () => {
      expect(evaluateInTemplate(sections, expression))
        .to.match(/^unknown: /)
        .and.contain(reason);
    });
  }

  it("remove a property that is AWS::NoValue, not set it to nothing", () => {
    const { functions } = readTemplate(
      "Resources: { Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Environment: { Variables: { A: !Ref AWS::NoValue, B: c } } } } }",
    );
    expect(functions[0]?.environment).to.deep.equal({ B: { known: true, value: "c" } });
  });

  it("read a branch of Fn::If only where it is taken", () => {
    const text =
      "Conditions: { Never: !Equals [a, b] }\nResources: { Queue: { Type: AWS::SQS::Queue } }";
    expect(evaluateInTemplate(text, "!If [Never, !ImportValue a, b]")).to.equal("b");
  });

  it("drop a function under a false condition, and its routes", () => {
    const text = (stage: string): string => `
Conditions: { IsProd: !Equals [${stage}, prod] }
Resources:
  Fn: { Type: AWS::Serverless::Function, Condition: IsProd, Properties: { Handler: a.b, Events: { E: { Type: Api, Properties: { Path: /x, Method: get } } } } }
`;
    expect(readTemplate(text("dev")).functions).to.deep.equal([]);
    expect(readTemplate(text("dev")).apis).to.deep.equal([]);
    expect(readTemplate(text("prod")).functions).to.have.length(1);
    expect(readTemplate(text("prod")).apis).to.have.length(1);
  });
});
