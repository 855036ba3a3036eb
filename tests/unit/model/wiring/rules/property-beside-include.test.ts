import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/property-beside-include";

function found(properties: string, kind: "Api" | "HttpApi" = "Api"): string {
  const template = templateOf(apiOf("Api", properties, kind) + functionOf("Fn"));
  return messagesOf(
    wiredProblems(code, { template, documents: { "openapi.yaml": specOf({ "get /x": "Fn" }) } }),
  );
}

describe("propertyBesideInclude", () => {
  it("tells of properties that sam validate refuses and CloudFormation does not", () => {
    expect(found(`${include()}, Cors: "'*'", Auth: { ApiKeyRequired: true }`))
      .to.contain("has Cors, Auth beside")
      .and.contain("valid Swagger");
    expect(found(`${include()}, CorsConfiguration: true`, "HttpApi")).to.contain("valid OpenApi");
  });

  it("accepts a version and paths beside the include, and APIs without such properties", () => {
    const body =
      'DefinitionBody: { openapi: 3.0.1, paths: {}, "Fn::Transform": { Name: AWS::Include, Parameters: { Location: openapi.yaml } } }';
    expect(found(`${body}, Cors: "'*'"`)).to.equal("");
    expect(found(include())).to.equal("");
    expect(found(`DefinitionBody: { openapi: 3.0.1, info: {}, paths: {} }, Cors: "'*'"`)).to.equal(
      "",
    );
  });
});
