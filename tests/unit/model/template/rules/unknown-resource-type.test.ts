import { expect } from "chai";
import { describe, it } from "mocha";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-resource-type";

describe("rule unknown-resource-type", () => {
  for (const [type, meant] of [
    ["AWS::Serverless::Functon", "AWS::Serverless::Function"],
    ["AWS::Serverless::API", "AWS::Serverless::Api"],
    ["AWS::DynamoDB::Tabel", "AWS::DynamoDB::Table"],
    ["AWS::Dynamodb::Table", "AWS::DynamoDB::Table"],
    ["AWS::Lamda::Function", "AWS::Lambda::Function"],
    ["AWS::SQS::QueuePolcy", "AWS::SQS::QueuePolicy"],
    ["Aws::SQS::Queue", "AWS::SQS::Queue"],
  ] as const) {
    it(`reports ${type}, with the type that was meant`, () => {
      const [problem, ...others] = problemsWith(code, `Resources:\n  A:\n    Type: ${type}\n`);
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "error", hint: `Did you mean ${meant}?` });
      expect(problem?.location).to.include({ line: 3 });
    });
  }

  for (const type of [
    "AWS::Serverless::Function",
    "AWS::ApiGateway::DomainNameV3",
    "AWS::WAF::WebACL",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::MSK::Cluster",
    "AWS::NewService::Function",
    "AWS::SNS::Queue",
    "AWS::EC2::VPNGateway",
    "AWS::Serverless::Scheduler",
    "AWS::SQS::Queue::MODULE",
    "Custom::Functon",
    "Datadog::Monitors::Monitor",
  ]) {
    it(`lets ${type} be`, () => {
      expect(problemsWith(code, `Resources:\n  A:\n    Type: ${type}\n`)).to.deep.equal([]);
    });
  }

  it("says nothing where a macro may write another type", () => {
    const text = "Transform: Mine\nResources:\n  A:\n    Type: AWS::Serverless::Functon\n";
    expect(problemsWith(code, text)).to.deep.equal([]);
  });
});
