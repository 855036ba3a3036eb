import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const scheme = (uri: string, more = ""): string => `openapi: 3.0.3
info: { title: x, version: "1" }
components:
  securitySchemes:
    Guard:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: { type: token, authorizerUri: { Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${uri}/invocations" }${more} }
`;
const guarded =
  "paths: { /x: { get: { security: [{ Guard: [] }], x-amazon-apigateway-integration: { type: mock } } } }\n";
const open = "paths: { /x: { get: { x-amazon-apigateway-integration: { type: mock } } } }\n";
const code = "wiring/authorizer-unresolved";

function found(spec: string): string {
  const template = templateOf(apiOf("A", include()) + functionOf("GuardFunction"));
  return messagesOf(wiredProblems(code, { template, documents: { "openapi.yaml": spec } }));
}

const spec = scheme("${GuardFunction.Arn}") + guarded;

describe("authorizerUnresolved", () => {
  it("finds a uri that is none", () => {
    expect(found(spec.replace("/invocations", ""))).to.contain(
      "The authorizer Guard leads to no function:",
    );
    expect(found(spec.replace(/\{ Fn::Sub: ("[^"]*") \}/, "$1"))).to.contain(
      "stands in plain text; wrap the uri in Fn::Sub",
    );
    expect(found(spec.replace("${GuardFunction.Arn}", "${!stageVariables.guard}"))).to.contain(
      "the stage variable guard of dev is not set",
    );
    expect(found(spec.replace(/Fn::Sub: "[^"]*"/, "Fn::GetAtt: [GuardFunction, Arn]"))).to.contain(
      "takes no plain function ARN",
    );
  });

  it("accepts one that leads to a function, here or elsewhere, and one that is never asked for", () => {
    expect(found(spec)).to.equal("");
    expect(
      found(scheme("arn:aws:lambda:eu-west-1:111111111111:function:guard") + guarded),
    ).to.equal("");
    expect(found(spec.replace(/Fn::Sub: "[^"]*"/, "Fn::ImportValue: guard"))).to.equal("");
    expect(found(scheme("nothing").replace("/invocations", "") + open)).to.equal("");
  });
});
