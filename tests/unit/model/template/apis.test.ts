import { expect } from "chai";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function read(
  properties: string,
  type = "AWS::Serverless::Api",
  sections = "",
): ReturnType<typeof readTemplate> {
  return readTemplate(`${sections}
Parameters: { File: { Type: String, Default: openapi.yaml } }
Conditions: { Yes: !Equals [a, a] }
Resources:
  Api:
    Type: ${type}
    Properties: ${properties}
`);
}

const include = (location: string, rest = ""): string =>
  `{ StageName: dev, DefinitionBody: { "Fn::Transform": { Name: AWS::Include, Parameters: { Location: ${location} } }${rest} } }`;

describe("APIs of a template", () => {
  it("find the document that is included", () => {
    const template = read(include("openapi.yaml"));
    expect(template.apis[0]?.definition).to.deep.include({
      kind: "include",
      location: "openapi.yaml",
      siblings: [],
    });
    expect(template.problems).to.deep.equal([]);
  });

  it("say how an include is written that is given as a list", () => {
    const { problems } = read(
      "{ StageName: dev, DefinitionBody: !Transform [AWS::Include, { Location: openapi.yaml }] }",
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ code: "template/definition-unreadable", severity: "error" });
    expect(problems[0]?.message).to.contain("!Transform { Name: AWS::Include");
  });

  it("work out a location that is an intrinsic function", () => {
    expect(read(include('!Sub "api/${File}"')).apis[0]?.definition).to.include({
      location: "api/openapi.yaml",
    });
  });

  it("find the document of an include that stands in a list alone", () => {
    const template = read(
      '{ StageName: dev, DefinitionBody: { "Fn::Transform": [{ Name: AWS::Include, Parameters: { Location: a.yaml } }] } }',
    );
    expect(template.apis[0]?.definition).to.deep.include({
      kind: "include",
      location: "a.yaml",
      pointer: "/Resources/Api/Properties/DefinitionBody/Fn::Transform/0/Parameters/Location",
    });
  });

  it("name the keys beside an include", () => {
    const template = read(include("openapi.yaml", ", openapi: 3.0.1, paths: {}"));
    expect(template.apis[0]?.definition).to.deep.include({ siblings: ["openapi", "paths"] });
    expect(template.problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["template/include-siblings", "info"],
    ]);
  });

  it("leave an API alone that is named as the implicit one would be", () => {
    const template = readTemplate(`
Resources:
  ServerlessRestApi: { Type: AWS::Serverless::Api, Properties: { StageName: own } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Api, Properties: { Path: /a, Method: get } } } } }
`);
    expect(template.apis.map(({ stageName }) => stageName)).to.deep.equal([
      { known: true, value: "own" },
    ]);
  });

  it("keep an inline body as written", () => {
    const { definition } =
      read("{ StageName: dev, DefinitionBody: { openapi: 3.0.1, info: { title: !Ref File } } }")
        .apis[0] ?? {};
    expect(definition).to.deep.include({
      kind: "inline",
      body: { openapi: "3.0.1", info: { title: { Ref: "File" } } },
    });
  });

  it("follow the branch of an Fn::If", () => {
    const { definition } =
      read("{ StageName: dev, DefinitionBody: !If [Yes, { openapi: 3.0.1 }, { openapi: 3.0.2 }] }")
        .apis[0] ?? {};
    expect(definition).to.deep.include({ kind: "inline", body: { openapi: "3.0.1" } });
  });

  it("take DefinitionUri, and events where neither is given", () => {
    expect(read("{ StageName: dev, DefinitionUri: swagger.json }").apis[0]?.definition).to.include({
      kind: "uri",
      location: "swagger.json",
    });
    expect(read("{ StageName: dev }").apis[0]?.definition).to.deep.equal({ kind: "generated" });
  });

  for (const [properties, reason, severity] of [
    [include("s3://bucket/openapi.yaml"), "is not a local file", "warning"],
    [include("!ImportValue spec"), "exported value", "warning"],
    [
      '{ StageName: dev, DefinitionBody: { "Fn::Transform": { Name: Other } } }',
      "the macro Other",
      "warning",
    ],
    ["{ StageName: dev, DefinitionUri: { Bucket: b, Key: k } }", "object in S3", "warning"],
    ["{ StageName: dev, DefinitionBody: text }", "not a map", "error"],
    [
      '{ StageName: dev, DefinitionBody: { "Fn::Transform": { Name: AWS::Include } } }',
      "has no Location",
      "error",
    ],
  ] as const) {
    it(`say that a document cannot be read, and accuse only of what is wrong: ${reason}`, () => {
      const template = read(properties);
      expect(template.apis[0]?.definition).to.include({ kind: "unreadable" });
      const [problem, ...others] = template.problems;
      expect(problem).to.include({ code: "template/definition-unreadable", severity });
      expect(problem?.message).to.contain(reason);
      expect(others).to.deep.equal([]);
    });
  }

  it("report a body and a uri side by side", () => {
    const template = read(
      "{ StageName: dev, DefinitionUri: a.yaml, DefinitionBody: { openapi: 3.0.1 } }",
    );
    expect(template.problems.map(({ code }) => code)).to.deep.equal([
      "template/definition-conflict",
    ]);
    expect(template.apis[0]?.definition.kind).to.equal("inline");
  });

  it("read stage, stage variables and binary media types", () => {
    const template = read(
      '{ StageName: !Ref AWS::StackName, Variables: { file: !Ref File, gone: !ImportValue x }, BinaryMediaTypes: ["image~1png", "*~1*"] }',
    );
    expect(template.apis[0]).to.deep.include({
      kind: "rest",
      stageName: { known: true, value: "shop" },
      stageVariables: { file: "openapi.yaml" },
      binaryMediaTypes: ["image/png", "*/*"],
    });
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/value-unknown"]);
    expect(template.problems[0]?.message).to.contain("Variables.gone of Api");
  });

  it("keep a stage variable of whatever name", () => {
    const template = read('{ StageName: dev, Variables: { "__proto__": a, constructor: b } }');
    expect(Object.entries(template.apis[0]?.stageVariables ?? {})).to.deep.equal([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });

  it("serve an HTTP API at $default, and want a stage name of a REST API", () => {
    expect(
      read("{ StageVariables: { a: b } }", "AWS::Serverless::HttpApi").apis[0],
    ).to.deep.include({
      kind: "http",
      stageName: { known: true, value: "$default" },
      stageVariables: { a: "b" },
    });
    expect(read("{}").problems.map(({ code }) => code)).to.deep.equal(["template/value-invalid"]);
  });

  it("take what the API does not say from Globals", () => {
    const template = read(
      "{ StageName: dev, Variables: { b: own } }",
      "AWS::Serverless::Api",
      "Globals: { Api: { Variables: { a: global, b: global } } }",
    );
    expect(template.apis[0]?.stageVariables).to.deep.equal({ a: "global", b: "own" });
  });

  it("written by hand have the stage that is a resource of its own, or a deployment's", () => {
    const stageOf = (more: string, api = "AWS::ApiGateway::RestApi") =>
      readTemplate(`
Resources:
  Other: { Type: AWS::ApiGateway::RestApi, Properties: { Name: other } }
  Api: { Type: ${api}, Properties: { Name: shop } }
${more}`).apis.find(({ logicalId }) => logicalId === "Api");
    const stage = stageOf(
      "  A: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Other, StageName: no } }\n" +
        "  B: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: live, Variables: { a: b } } }\n",
    );
    expect(stage).to.deep.include({
      kind: "rest",
      stageName: { known: true, value: "live" },
      stageVariables: { a: "b" },
      definition: { kind: "generated" },
    });
    expect(
      stageOf(
        "  D: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: first } }\n",
      )?.stageName,
    ).to.deep.equal({ known: true, value: "first" });
    expect(
      stageOf(
        "  S: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: $default, StageVariables: { a: b } } }\n",
        "AWS::ApiGatewayV2::Api",
      ),
    ).to.deep.include({
      kind: "http",
      stageName: { known: true, value: "$default" },
      stageVariables: { a: "b" },
    });
    expect(stageOf("")?.stageName).to.include({ known: false });
  });

  it("written by hand have the first of several stages", () => {
    for (const [api, stage, link] of [
      ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "RestApiId"],
      ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "ApiId"],
    ] as const) {
      const { apis } = readTemplate(`
Resources:
  Api: { Type: ${api}, Properties: { Name: shop } }
  A: { Type: ${stage}, Properties: { ${link}: !Ref Api, StageName: live } }
  B: { Type: ${stage}, Properties: { ${link}: !Ref Api, StageName: test } }
`);
      expect(apis.map(({ stageName }) => stageName)).to.deep.equal([
        { known: true, value: "live" },
      ]);
    }
  });

  it("written by hand take Body and BodyS3Location", () => {
    const definitionOf = (properties: string) =>
      readTemplate(
        `Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { ${properties} } }\n`,
      ).apis[0]?.definition;
    expect(definitionOf("Body: { openapi: 3.0.1 }")).to.include({ kind: "inline" });
    expect(definitionOf("BodyS3Location: api.yaml")).to.include({
      kind: "uri",
      location: "api.yaml",
    });
    expect(definitionOf("BodyS3Location: { Bucket: b, Key: k }")).to.include({
      kind: "unreadable",
    });
  });

  it("have no body where a condition removes it", () => {
    const body = "!If [Yes, !Ref AWS::NoValue, { openapi: 3.0.1 }]";
    expect(read(`{ StageName: dev, DefinitionBody: ${body} }`).apis[0]?.definition).to.deep.equal({
      kind: "generated",
    });
  });
});
