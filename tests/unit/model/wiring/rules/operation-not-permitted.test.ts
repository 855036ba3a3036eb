import { expect } from "chai";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const plain =
  "  Fn: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs24.x, Handler: app.handler, Code: src/ } }\n";
const byHand = `  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } } } } }\n`;

function hint(resources: string): string {
  const problems = wiredProblems("wiring/operation-not-permitted", {
    template: templateOf(resources),
    documents: { "openapi.yaml": specOf({ "get /items/{id}": "Fn" }) },
  });
  expect(problems).to.have.length(1);
  return problems[0]?.hint ?? "";
}

describe("operationNotPermitted", () => {
  it("offers an event to a function and an API of SAM", () => {
    expect(hint(apiOf("Api", include()) + functionOf("Fn"))).to.contain("Type: Api");
  });

  it("takes a SourceArn of fewer parts for every region and account it may mean", () => {
    const found = (source: string): readonly Problem[] =>
      wiredProblems("wiring/operation-not-permitted", {
        template: templateOf(
          `${apiOf("Api", include())}${functionOf("Fn")}  Leave: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com, FunctionName: !Ref Fn, SourceArn: "${source}" } }\n`,
        ),
        documents: { "openapi.yaml": specOf({ "get /items/{id}": "Fn" }) },
      });
    for (const source of ["arn:aws:execute-api:ap-south-1:*", "arn:aws-cn:execute-api:*", "arn:*"])
      expect(found(source), source).to.deep.equal([]);
    const [problem] = found("arn:aws:events:*");
    expect(problem?.related.map(({ message }) => message).join()).to.contain(
      "permits arn:aws:events:* to invoke",
    );
  });

  it("offers a permission to those that take no events", () => {
    for (const resources of [apiOf("Api", include()) + plain, byHand + functionOf("Fn")])
      expect(hint(resources))
        .to.contain("Type: AWS::Lambda::Permission")
        .and.contain("FunctionName: !GetAtt Fn.Arn")
        .and.contain(":${Api}/*/GET/items/*");
  });
});
