import { expect } from "chai";
import { buildDocument } from "../../../support/wiring/build-document.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";
import { wireProject } from "../../../../src/harness/model/wiring/wire-project.ts";
import type { ProjectModel } from "../../../../src/harness/model/wiring/project-model.ts";

const spec = `openapi: 3.0.1
paths:
  /described: { get: {} }
  /own:
    get:
      x-amazon-apigateway-integration: { type: http_proxy, uri: "https://example.com", payloadFormatVersion: "1.0" }
`;

function wire(api: string, event: string, extra = ""): ProjectModel {
  const template = readTemplate(`
Parameters: { Given: { Type: String } }
Conditions:
  On: !Equals [a, a]
  Off: !Equals [a, b]
  Unknown: !Equals [!Ref Given, a]
Resources:
  Api: ${api}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: a.b
      ${extra}
      Events:
${event
  .split("\n")
  .map((line) => `        ${line}`)
  .join("\n")}
`);
  return wireProject({
    template,
    documents: new Map([["Api", buildDocument(spec)]]),
    files: { read: () => null },
    templateDir: "",
  });
}

const http =
  "{ Type: AWS::Serverless::HttpApi, Properties: { DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } } } } }";

function routes(project: ProjectModel): readonly string[] {
  return (project.apis[0]?.operations ?? []).map(
    ({ operation, integration, permitted }) => `${operation.key} ${integration.kind} ${permitted}`,
  );
}

describe("mergeEvents", () => {
  it("adds the route of an HttpApi event that the document lacks, permitted by the same event", () => {
    const project = wire(
      http,
      "A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /new, Method: post } }",
    );
    expect(routes(project)).to.include("POST /new lambda true");
    const added = project.apis[0]?.operations.find(({ operation }) => operation.path === "/new");
    expect(added?.operation.integration?.raw["payloadFormatVersion"]).to.equal("2.0");
    expect(added?.function?.resource.logicalId).to.equal("Fn");
  });

  it("adds the integration where the document has none, and leaves one that is there", () => {
    const project = wire(
      http,
      "A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /described, Method: get } }\nB: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /own, Method: get } }",
    );
    expect(routes(project)).to.deep.equal(["GET /described lambda true", "GET /own http false"]);
  });

  it("makes the $default route of an event without path and method", () => {
    expect(routes(wire(http, "A: { Type: HttpApi, Properties: { ApiId: !Ref Api } }"))).to.include(
      "ANY /$default lambda true",
    );
  });

  it("calls the alias of a function that has one", () => {
    const project = wire(
      http,
      "A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /new, Method: get } }",
      "AutoPublishAlias: live",
    );
    expect(project.apis[0]?.operations.at(-1)?.integration).to.deep.equal({
      kind: "lambda",
      functionId: "Fn",
      qualifier: "live",
    });
    expect(project.apis[0]?.operations.at(-1)?.permitted).to.equal(true);
  });

  it("adds no route under a path or method that a condition removes", () => {
    const call =
      '{ x-amazon-apigateway-integration: { type: http_proxy, uri: "https://x.y", payloadFormatVersion: "1.0" } }';
    const body = (paths: string): string =>
      `{ Type: AWS::Serverless::HttpApi, Properties: { DefinitionBody: { openapi: 3.0.1, paths: { ${paths} } } } }`;
    const event = "A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /gone, Method: get } }";
    const gone = "!Ref AWS::NoValue";
    const cases: readonly (readonly [string, boolean])[] = [
      [`/gone: { Fn::If: [Off, { post: ${call} }, ${gone}] }`, false],
      [`/gone: { get: { Fn::If: [Off, ${call}, ${gone}] } }`, false],
      [`/gone: { Fn::If: [On, { post: ${call} }, ${gone}] }`, true],
      [`/gone: { Fn::If: [Unknown, { post: ${call} }, ${gone}] }`, true],
    ];
    for (const [paths, isThere] of cases) {
      const found = routes(wire(body(paths), event)).some((each) => each.startsWith("GET /gone "));
      expect(found, paths).to.equal(isThere);
    }
  });

  it("adds nothing to a file of DefinitionUri (SAM translator)", () => {
    const uri = "{ Type: AWS::Serverless::HttpApi, Properties: { DefinitionUri: openapi.yaml } }";
    const event = "A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /new, Method: post } }";
    expect(routes(wire(uri, event))).to.deep.equal([
      "GET /described none false",
      "GET /own http false",
    ]);
  });

  it("adds nothing to a REST API, unless it merges definitions", () => {
    const event = "A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /new, Method: post } }";
    const rest = (more: string): string =>
      `{ Type: AWS::Serverless::Api, Properties: { StageName: dev, DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } } }${more} } }`;
    expect(routes(wire(rest(""), event))).to.have.length(2);
    expect(routes(wire(rest(", MergeDefinitions: true"), event))).to.include(
      "POST /new lambda true",
    );
  });
});
