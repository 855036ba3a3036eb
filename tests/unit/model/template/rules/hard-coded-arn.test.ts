import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/hard-coded-arn";
const template = (arn: string): string => `
Resources:
  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
  Plain: { Type: AWS::SQS::Queue }
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: place, Handler: a.b } }
  Other: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${arn} } }
`;

describe("template/hard-coded-arn", () => {
  for (const [arn, named] of [
    ["arn:aws:sqs:eu-central-1:210987654321:orders", "Orders"],
    ["arn:aws:lambda:eu-west-1:123456789012:function:place:live", "Fn"],
    [
      "!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:place/invocations'",
      "Fn",
    ],
  ] as const) {
    it(`reports ${arn}`, () => {
      const [problem, ...others] = problemsWith(code, template(arn));
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "info" });
      expect(problem?.message).to.contain(`Other names ${named}, which this template makes`);
      expect(problem?.hint).to.contain(`[${named}, Arn]`);
    });
  }

  for (const arn of [
    "arn:aws:sqs:eu-central-1:210987654321:others",
    "arn:aws:sns:eu-central-1:210987654321:orders",
    "arn:aws:sqs:eu-central-1:210987654321:shop-Plain",
    "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders'",
  ]) {
    it(`lets ${arn} be`, () => {
      expect(problemsWith(code, template(arn))).to.deep.equal([]);
    });
  }
});
