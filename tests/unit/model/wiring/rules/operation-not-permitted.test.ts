import { expect } from "chai";
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

  it("offers a permission to those that take no events", () => {
    for (const resources of [apiOf("Api", include()) + plain, byHand + functionOf("Fn")])
      expect(hint(resources))
        .to.contain("Type: AWS::Lambda::Permission")
        .and.contain("FunctionName: !GetAtt Fn.Arn")
        .and.contain(":${Api}/*/GET/items/*");
  });
});
