import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";
import {
  collectPermissions,
  mayBePermittedElsewhere,
} from "../../../../../src/harness/model/wiring/permissions.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

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
const code = "wiring/authorizer-not-permitted";

function found(spec: string, permission = "", properties = ""): string {
  const resource =
    permission === ""
      ? ""
      : `  Leave: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com, ${permission} } }\n`;
  const template = templateOf(
    apiOf("A", `${include()}${properties}`) + functionOf("GuardFunction") + resource,
  );
  return wiredProblems(code, { template, documents: { "openapi.yaml": spec } })
    .map(({ message, hint }) => `${message}\n${hint ?? ""}`)
    .join("\n");
}

const spec = scheme("${GuardFunction.Arn}") + guarded;
const arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A}";

describe("authorizerNotPermitted", () => {
  it("finds an authorizer that nothing lets API Gateway invoke", () => {
    expect(found(spec))
      .to.contain("may not invoke GuardFunction as the authorizer Guard")
      .and.contain(
        "SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A}/authorizers/*",
      );
    expect(
      found(spec, `FunctionName: !Ref GuardFunction, SourceArn: !Sub "${arn}/*/GET/x"`),
    ).to.contain("may not invoke");
    expect(
      found(scheme("${GuardFunction.Arn}:live") + guarded, "FunctionName: !Ref GuardFunction"),
    ).to.contain("GuardFunction:live");
  });

  for (const permission of [
    "FunctionName: !Ref GuardFunction",
    `FunctionName: !GetAtt GuardFunction.Arn, SourceArn: !Sub "${arn}/authorizers/*"`,
    `FunctionName: !GetAtt GuardFunction.Arn, SourceArn: !Sub "${arn}/authorizers/x1y2z3"`,
    `FunctionName: !GetAtt GuardFunction.Arn, SourceArn: !Sub "${arn}/*"`,
    'FunctionName: !Ref GuardFunction, SourceArn: "arn:aws:execute-api:us-east-1:999999999999:abcdef0123/*"',
    'FunctionName: !Ref GuardFunction, SourceArn: "arn:aws:execute-api:*:*:*"',
    'FunctionName: !Ref GuardFunction, SourceArn: "*"',
    'FunctionName: !Ref GuardFunction, SourceArn: "arn:aws:execute-api:ap-south-1:*"',
    "FunctionName: !ImportValue which",
  ]) {
    it(`accepts ${permission}`, () => {
      expect(found(spec, permission)).to.equal("");
    });
  }

  it("accuses no function that may get leave in a nested stack", () => {
    const handed =
      "  Leaves: { Type: AWS::Serverless::Application, Properties: { Location: ./leaves.yaml, Parameters: { Guard: !GetAtt GuardFunction.Arn } } }\n";
    const template = templateOf(apiOf("A", include()) + functionOf("GuardFunction") + handed);
    expect(wiredProblems(code, { template, documents: { "openapi.yaml": spec } })).to.deep.equal(
      [],
    );
    const permissions = collectPermissions(readTemplate(template));
    expect(
      mayBePermittedElsewhere({ functionId: "Child/GuardFunction", qualifier: null }, permissions),
    ).to.equal(true);
  });

  it("accepts credentials, an authorizer that is never asked for, and one that SAM permits", () => {
    const credentials = ', authorizerCredentials: "arn:aws:iam::1:role/x"';
    expect(found(scheme("${GuardFunction.Arn}", credentials) + guarded)).to.equal("");
    expect(found(scheme("${GuardFunction.Arn}") + open)).to.equal("");
    expect(
      found(spec, "", ", Auth: { Authorizers: { G: { FunctionArn: !GetAtt GuardFunction.Arn } } }"),
    ).to.equal("");
  });
});
