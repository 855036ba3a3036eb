import { expect } from "chai";
import type { JsonObject, JsonValue } from "../../../../src/harness/core/json.ts";
import { describeIntegration } from "../../../../src/harness/model/wiring/describe-integration.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const template = readTemplate(`
Conditions: { Yes: !Equals [a, a] }
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: fn } }
  Nested: { Type: AWS::Serverless::Application }
`);
const service = "arn:${AWS::Partition}:apigateway:${AWS::Region}";
const lambda = `${service}:lambda:path/2015-03-31/functions`;

describe("describeIntegration", () => {
  const cases: readonly (readonly [string, JsonValue, JsonObject, string])[] = [
    ["mock", null, {}, "mock"],
    ["http_proxy", "https://example.com/a", {}, "http https://example.com/a"],
    ["aws", { "Fn::Sub": `${service}:dynamodb:action/PutItem` }, {}, "dynamodb:PutItem"],
    ["aws", { "Fn::Sub": `${service}:states:action/StartExecution` }, {}, "states:StartExecution"],
    ["aws", { "Fn::Sub": `${service}:s3:path/bucket/{key}` }, {}, "s3:bucket/{key}"],
    ["aws_proxy", null, { integrationSubtype: "SQS-SendMessage" }, "SQS-SendMessage"],
    [
      "aws_proxy",
      { "Fn::Sub": `${lambda}/\${Fn.Arn}:live/invocations` },
      {},
      "arn:aws:lambda:eu-west-1:123456789012:function:fn:live",
    ],
    [
      "aws_proxy",
      { "Fn::Sub": [`${lambda}/\${F}/invocations`, { F: { "Fn::ImportValue": "other" } }] },
      {},
      "${ImportValue other}",
    ],
    [
      "aws_proxy",
      { "Fn::Sub": `${lambda}/\${Nested.Outputs.Arn}/response-streaming-invocations` },
      {},
      "${Nested.Outputs.Arn}",
    ],
    [
      "aws_proxy",
      { "Fn::If": ["Yes", { "Fn::Sub": `${lambda}/\${Nested.Outputs.A}/invocations` }, ""] },
      {},
      "${Nested.Outputs.A}",
    ],
    [
      "http",
      { "Fn::Join": ["", ["https://", { "Fn::GetAtt": ["Nested", "Outputs.Host"] }]] },
      {},
      "http https://${Nested.Outputs.Host}",
    ],
  ];
  for (const [type, uri, raw, expected] of cases) {
    it(`names ${expected}`, () => {
      const integration = { pointer: "", type, uri, raw: { type, ...raw } };
      expect(describeIntegration(integration, template)).to.equal(expected);
    });
  }
});
