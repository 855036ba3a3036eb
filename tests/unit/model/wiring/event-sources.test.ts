import { expect } from "chai";
import {
  eventSourcesOf,
  type EventSources,
} from "../../../../src/harness/model/wiring/event-sources.ts";
import { wireTexts } from "../../../support/wiring/wire-texts.ts";

const spec = `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    post:
      operationId: createOrder
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations" }
`;

const api = `
  OrderApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } } }
  Leave:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Fn, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com }
`;

/** The sources of a function with some events, and of resources beside it. */
function sourcesOf(events: string, resources = "", document = spec): EventSources {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: fn.handler
      Runtime: nodejs24.x
      FunctionName: orders-fn
      ${events}
${resources}
`;
  const model = wireTexts({ spec: document, template, files: { "fn.mjs": "" } });
  return eventSourcesOf(model, "Fn");
}

const kindsOf = ({ declared }: EventSources): readonly string[] => [
  ...new Set(declared.map(({ kind }) => kind)),
];

const queue = "Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:123456789012:q }";

describe("The event sources of a function", () => {
  it("are its events, each at its place", () => {
    const sources = sourcesOf(`Events: { Orders: { ${queue} } }`);
    expect(sources).to.deep.include({ open: false, operations: [] });
    expect(sources.declared).to.have.length(1);
    expect(sources.declared[0]).to.deep.include({ kind: "sqs", by: "the SQS event Orders" });
    expect(sources.declared[0]?.location).to.include({ line: 9 });
  });

  const events: readonly (readonly [event: string, kinds: readonly string[], open?: true])[] = [
    ["Type: SNS, Properties: { Topic: t }", ["sns"]],
    ["Type: SNS, Properties: { Topic: t, SqsSubscription: true }", ["sqs"]],
    ["Type: S3, Properties: { Bucket: b, Events: 's3:ObjectCreated:*' }", ["s3"]],
    ["Type: DynamoDB, Properties: { Stream: s, StartingPosition: LATEST }", ["dynamodb"]],
    ["Type: Kinesis, Properties: { Stream: s, StartingPosition: LATEST }", ["kinesis"]],
    ["Type: EventBridgeRule, Properties: { Pattern: { source: [a] } }", ["eventbridge"]],
    ["Type: CloudWatchEvent, Properties: { Pattern: { source: [a] } }", ["eventbridge"]],
    ["Type: Schedule, Properties: { Schedule: rate(1 day) }", ["eventbridge"]],
    ["Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{}' }", [], true],
    ["Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) }", [], true],
    ["Type: Api, Properties: { Path: /a, Method: get }", ["apigateway-rest"]],
    ["Type: HttpApi, Properties: { Path: /a, Method: get }", ["apigateway-http"]],
    ["Type: IoTRule, Properties: { Sql: s }", [], true],
  ];
  for (const [event, kinds, open = false] of events)
    it(`of ${event} are ${kinds.join() || "any"}`, () => {
      const sources = sourcesOf(`Events: { One: { ${event} } }`);
      expect([kindsOf(sources), sources.open]).to.deep.equal([kinds, open]);
    });

  it("are operations of a document, which a permission to invoke does not widen", () => {
    const sources = sourcesOf("", api);
    expect([kindsOf(sources), sources.open]).to.deep.equal([["apigateway-rest"], false]);
    expect(sources.operations).to.deep.equal(["createOrder"]);
    expect(sources.declared[0]?.location).to.include({ file: "openapi.yaml" });
  });

  const beside: readonly (readonly [resource: string, kinds: readonly string[], open?: true])[] = [
    [
      "{ Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s' } }",
      ["sqs", "kinesis"],
    ],
    [
      "{ Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Fn.Arn }] } }",
      ["sqs", "eventbridge"],
    ],
    [
      "{ Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Fn.Arn, Input: '1' }] } }",
      ["sqs"],
      true,
    ],
    [
      "{ Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Fn.Arn, TopicArn: t } }",
      ["sqs", "sns"],
    ],
    [
      "{ Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Fn, Principal: iot.amazonaws.com, Action: lambda:InvokeFunction } }",
      ["sqs"],
      true,
    ],
    [
      "{ Type: AWS::Serverless::StateMachine, Properties: { DefinitionSubstitutions: { A: !GetAtt Fn.Arn } } }",
      ["sqs"],
      true,
    ],
    [
      "{ Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/${Fn}' } }",
      ["sqs"],
    ],
    ["{ Type: AWS::SQS::Queue, Properties: { QueueName: Fn-dead-letters } }", ["sqs"]],
  ];
  for (const [resource, kinds, open = false] of beside)
    it(`are ${open ? "any" : kinds.join()} beside ${resource}`, () => {
      const sources = sourcesOf(`Events: { Orders: { ${queue} } }`, `  Other: ${resource}`);
      expect([kindsOf(sources), sources.open]).to.deep.equal([kinds, open]);
    });

  it("are open for an authorizer of the document", () => {
    const uri = `{ "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations" }`;
    const schemes = `components: { securitySchemes: { Own: { type: apiKey, name: a, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: { type: token, authorizerUri: ${uri} } } } }\n`;
    expect(sourcesOf("", api, spec + schemes).open).to.equal(true);
  });

  it("are open beside an API whose document was not read", () => {
    const unread = `  Other: { Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionUri: "s3://bucket/api.yaml" } }`;
    expect(sourcesOf(`Events: { Orders: { ${queue} } }`, unread).open).to.equal(true);
  });

  it("are those of its function URL", () => {
    const sources = sourcesOf("FunctionUrlConfig: { AuthType: NONE }");
    expect([kindsOf(sources), sources.open]).to.deep.equal([["apigateway-http"], false]);
  });

  it("are none where the template has none, and not known of another function", () => {
    expect(sourcesOf("")).to.deep.equal({ declared: [], open: false, operations: [] });
    const model = wireTexts({ spec, template: "Resources: {}", files: {} });
    expect(eventSourcesOf(model, "Fn").open).to.equal(true);
  });
});
