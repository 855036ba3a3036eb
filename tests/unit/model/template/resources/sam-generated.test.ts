import { expect } from "chai";
import { describe, it } from "mocha";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

function isUnknown(name: string, properties: string, more = ""): boolean {
  const text = `Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, ${properties} } }
${more}
Outputs: { A: { Value: !Ref ${name} } }
`;
  return problemsWith("template/unknown-reference", text).length > 0;
}

const event = "Events: { E: { Type: Api, Properties: { Path: /, Method: get } } }";
const ownApi = "  Own: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }";

describe("What SAM generates", () => {
  for (const [name, properties, more] of [
    ["FnRole", ""],
    ["FnRole", "Role: !If [A, x, !Ref AWS::NoValue]"],
    ["FnUrl", "FunctionUrlConfig: { AuthType: NONE }"],
    ["FnAliaslive", "AutoPublishAlias: live"],
    ["FnAliasbluegreen", "AutoPublishAlias: blue-green"],
    ["FnVersion0a1b2c3d4e", "AutoPublishAlias: live"],
    ["FnDeploymentGroup", "AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce }"],
    ["FnE", "Events: { E: { Type: Schedule } }"],
    ["FnEPermission", "Events: { E: { Type: Schedule } }"],
    ["FnEPermissionProd", event],
    ["ServerlessRestApi", event],
    ["ServerlessRestApiProdStage", event],
    [
      "ServerlessRestApi",
      "Events: { E: { Type: Api, Properties: { Path: /, Method: get, RestApiId: !If [A, !Ref Own, !Ref AWS::NoValue] } } }",
      ownApi,
    ],
    ["OwndevStage", "", ownApi],
  ] as const) {
    it(`${name} is there with ${properties} ${more ?? ""}`, () => {
      expect(isUnknown(name, properties, more)).to.equal(false);
    });
  }

  for (const [name, properties, more] of [
    ["FnRole", "Role: 'arn:aws:iam::123456789012:role/x'"],
    ["FnUrl", ""],
    ["FnAliaslive", ""],
    ["FnAliaslife", "AutoPublishAlias: live"],
    ["FnVersion0a1b2c3d4e", ""],
    ["FnExyz", "Events: { E: { Type: Schedule } }"],
    ["ServerlessRestApi", ""],
    ["ServerlessHttpApi", event],
    ["OwnprodStage", "", ownApi],
  ] as const) {
    it(`${name} is not there with ${properties} ${more ?? ""}`, () => {
      expect(isUnknown(name, properties, more)).to.equal(true);
    });
  }
});
