import { expect } from "chai";
import { eventSourcesOf } from "../../../../src/harness/model/wiring/event-sources.ts";
import { wireTexts } from "../../../support/wiring/wire-texts.ts";

// Resources that name a function: which of them may call it with what is not an event of its declared source.

function isOpen(type: string, properties: string): boolean {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: fn.handler
      Runtime: nodejs24.x
      Events: { Orders: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:123456789012:q } } }
  Beside: { Type: "${type}", Properties: ${properties} }
`;
  const model = wireTexts({ spec: "openapi: 3.0.3", template, files: { "fn.mjs": "" } });
  const { open, declared } = eventSourcesOf(model, "Fn");
  expect(declared.map(({ kind }) => kind)).to.deep.equal(["sqs"]);
  return open;
}

const allowing = (action: string): string =>
  `{ PolicyDocument: { Statement: [{ Effect: Allow, Action: "${action}", Resource: !GetAtt Fn.Arn }] } }`;
const watching = "Dimensions: [{ Name: FunctionName, Value: !Ref Fn }]";

describe("What may call a function with anything", () => {
  for (const [what, type, properties, expected] of [
    [
      "an alarm that acts by it",
      "AWS::CloudWatch::Alarm",
      "{ AlarmActions: [!GetAtt Fn.Arn] }",
      true,
    ],
    ["an alarm's way back", "AWS::CloudWatch::Alarm", "{ OKActions: [!GetAtt Fn.Arn] }", true],
    ["no alarm that watches it", "AWS::CloudWatch::Alarm", `{ ${watching} }`, false],
    [
      "another function's destination",
      "AWS::Lambda::EventInvokeConfig",
      "{ FunctionName: other, DestinationConfig: { OnFailure: { Destination: !GetAtt Fn.Arn } } }",
      true,
    ],
    [
      "not its own asynchronous settings",
      "AWS::Lambda::EventInvokeConfig",
      "{ FunctionName: !Ref Fn, MaximumRetryAttempts: 0 }",
      false,
    ],
    ["who may invoke it by a policy", "AWS::IAM::Policy", allowing("lambda:InvokeFunction"), true],
    ["who may do all to it", "AWS::IAM::ManagedPolicy", allowing("lambda:*"), true],
    ["nobody who may only read it", "AWS::IAM::Policy", allowing("lambda:GetFunction"), false],
  ] as const)
    it(`is ${what}`, () => {
      expect(isOpen(type, properties)).to.equal(expected);
    });
});
