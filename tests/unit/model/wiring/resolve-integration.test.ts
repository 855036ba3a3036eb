import { expect } from "chai";
import type { JsonObject, JsonValue } from "../../../../src/harness/core/json.ts";
import {
  resolveIntegration,
  type IntegrationTarget,
} from "../../../../src/harness/model/wiring/resolve-integration.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const template = readTemplate(`
Parameters:
  Stage: { Type: String, Default: dev }
  Other: { Type: "AWS::SSM::Parameter::Value<String>", Default: /fn }
Conditions: { Never: !Equals [a, b] }
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, Variables: { fn: get-order, alias: live } } }
  Http: { Type: AWS::Serverless::HttpApi }
  GetOrder: { Type: AWS::Serverless::Function, Properties: { FunctionName: get-order, AutoPublishAlias: live } }
  Unnamed: { Type: AWS::Serverless::Function }
  Gone: { Type: AWS::Serverless::Function, Condition: Never }
  Nested: { Type: AWS::Serverless::Application }
`);

const prefix = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions";

function resolve(uri: JsonValue, raw: JsonObject = {}, api = "Api"): IntegrationTarget {
  const resource = template.apis.find(({ logicalId }) => logicalId === api);
  if (resource === undefined) throw new Error(`the template has no API ${api}`);
  const type = typeof raw["type"] === "string" ? raw["type"] : "aws_proxy";
  return resolveIntegration({ pointer: "", type, uri, raw }, resource, template);
}

describe("resolveIntegration", () => {
  const uris: readonly (readonly [string, JsonValue, string, string | null])[] = [
    ["the usual Fn::Sub", { "Fn::Sub": `${prefix}/\${Unnamed.Arn}/invocations` }, "Unnamed", null],
    [
      "a function by its name",
      {
        "Fn::Sub": `${prefix}/arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${GetOrder}/invocations`,
      },
      "GetOrder",
      null,
    ],
    ["${Fn.Alias}", { "Fn::Sub": `${prefix}/\${GetOrder.Alias}/invocations` }, "GetOrder", "live"],
    [
      "an alias after the ARN",
      { "Fn::Sub": `${prefix}/\${GetOrder.Arn}:live/invocations` },
      "GetOrder",
      "live",
    ],
    [
      "Fn::Sub with variables",
      { "Fn::Sub": [`${prefix}/\${F}/invocations`, { F: { "Fn::GetAtt": ["GetOrder", "Arn"] } }] },
      "GetOrder",
      null,
    ],
    [
      "Fn::Join",
      {
        "Fn::Join": [
          "",
          [
            "arn:aws:apigateway:",
            { Ref: "AWS::Region" },
            ":lambda:path/2015-03-31/functions/",
            { "Fn::GetAtt": ["GetOrder", "Arn"] },
            "/invocations",
          ],
        ],
      },
      "GetOrder",
      null,
    ],
    [
      "a literal ARN",
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:get-order/invocations",
      "GetOrder",
      null,
    ],
    [
      "pseudo parameters in plain text, which API Gateway replaces on import",
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:get-order/invocations",
      "GetOrder",
      null,
    ],
    [
      "stage variables for function and alias",
      {
        "Fn::Sub": `${prefix}/arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${!stageVariables.fn}:\${!stageVariables.alias}/invocations`,
      },
      "GetOrder",
      "live",
    ],
  ];
  for (const [title, uri, functionId, qualifier] of uris) {
    it(`follows ${title}`, () => {
      expect(resolve(uri)).to.deep.equal({
        integration: { kind: "lambda", functionId, qualifier },
        functionId,
        qualifier,
        fault: null,
      });
    });
  }

  it("takes a plain function ARN on an HTTP API and refuses it on a REST API", () => {
    const uri = { "Fn::GetAtt": ["GetOrder", "Arn"] };
    expect(resolve(uri, {}, "Http").functionId).to.equal("GetOrder");
    expect(resolve(uri).fault).to.deep.include({ kind: "unresolved", certain: true });
  });

  const faults: readonly (readonly [string, JsonValue, string, boolean])[] = [
    ["no uri", null, "it has no uri", true],
    [
      "a stage variable that is not set",
      { "Fn::Sub": `${prefix}/\${!stageVariables.none}/invocations` },
      "the stage variable none of dev is not set",
      true,
    ],
    [
      "a placeholder outside Fn::Sub",
      `${prefix}/\${GetOrder.Arn}/invocations`,
      "wrap the uri in Fn::Sub",
      true,
    ],
    ["text that is no uri", "get-order", "is no Lambda integration uri", true],
    [
      "a function that a condition removes",
      { "Fn::Sub": `${prefix}/\${Gone.Arn}/invocations` },
      "the condition Never removes Gone",
      true,
    ],
    [
      "a Lambda uri without its end",
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/get-order",
      "lacks /invocations at its end",
      true,
    ],
    ["a list", { "Fn::Split": [",", "a,b"] }, "not text", true],
  ];
  for (const [title, uri, reason, certain] of faults) {
    it(`finds fault with ${title}`, () => {
      const { fault, integration } = resolve(uri);
      expect(integration).to.deep.equal({ kind: "none" });
      expect(fault).to.include({ kind: "unresolved", certain });
      expect(fault?.kind === "unresolved" ? fault.reason : "").to.contain(reason);
    });
  }

  it("finds fault with a function's name where a REST API takes an ARN", () => {
    const uri = { "Fn::Sub": `${prefix}/\${GetOrder}/invocations` };
    const { functionId, fault } = resolve(uri);
    expect(functionId).to.equal(null);
    expect(fault).to.include({ certain: true, advice: "Write ${GetOrder.Arn} in the uri." });
    expect(resolve(uri, {}, "Http").fault).to.equal(null);
    expect(resolve({ "Fn::Sub": `${prefix}/elsewhere/invocations` }).fault).to.include({
      certain: true,
      advice: "Write ${Function.Arn} in the uri.",
    });
    expect(
      resolve({ "Fn::Sub": `${prefix}/\${!stageVariables.fn}/invocations` }).functionId,
    ).to.equal("GetOrder");
  });

  it("says which type was meant", () => {
    expect(resolve("x", { type: "aws-proxy" }).fault).to.include({
      advice: "Write type: aws_proxy.",
    });
    expect(resolve("x", { type: "lambda" }).fault).to.include({
      advice: "Write type: aws_proxy for a Lambda function.",
    });
  });

  it("names a logical id that does not exist", () => {
    expect(resolve({ "Fn::Sub": `${prefix}/\${GetOrdr.Arn}/invocations` }).fault).to.deep.equal({
      kind: "no-function",
      name: "GetOrdr",
    });
  });

  for (const [title, uri] of [
    [
      "a function of another account",
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:999999999999:function:get-order/invocations",
    ],
    [
      "an import",
      { "Fn::Sub": [`${prefix}/\${F}/invocations`, { F: { "Fn::ImportValue": "fn" } }] },
    ],
    ["an output of a nested stack", { "Fn::Sub": `${prefix}/\${Nested.Outputs.Arn}/invocations` }],
    ["a name that AWS looks up", { "Fn::Sub": `${prefix}/\${Other}/invocations` }],
  ] as const) {
    it(`calls ${title} a foreign function, without accusing`, () => {
      const { integration, fault } = resolve(uri);
      expect(integration.kind).to.equal("foreign-lambda");
      expect(fault).to.include({ kind: "unresolved", certain: false });
    });
  }

  it("lets the configuration answer for a foreign function", () => {
    const [api] = template.apis;
    const uri = { "Fn::Sub": `${prefix}/\${Nested.Outputs.Arn}/invocations` };
    const integration = { pointer: "", type: "aws_proxy", uri, raw: { type: "aws_proxy" } };
    if (api === undefined) throw new Error("no API");
    expect(resolveIntegration(integration, api, template, ["Nested.Outputs.Arn"])).to.deep.equal({
      integration: {
        kind: "foreign-lambda",
        reference: "${Nested.Outputs.Arn}",
        configured: "Nested.Outputs.Arn",
      },
      functionId: null,
      qualifier: null,
      fault: null,
    });
    expect(resolveIntegration(integration, api, template).integration).to.deep.include({
      configured: null,
    });
  });

  it("follows an alias or version that is a resource of its own", () => {
    const versions = readTemplate(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }
  Fn: { Type: AWS::Serverless::Function, Properties: { FunctionName: fn } }
  Live: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !GetAtt Fn.Arn, FunctionVersion: "1" } }
  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Fn } }
`);
    const [api] = versions.apis;
    if (api === undefined) throw new Error("no API");
    for (const [name, qualifier] of [
      ["Live", "live"],
      ["Version", "1"],
    ] as const) {
      const uri = { "Fn::Sub": `${prefix}/\${${name}}/invocations` };
      const integration = { pointer: "", type: "aws_proxy", uri, raw: {} };
      expect(resolveIntegration(integration, api, versions)).to.include({
        functionId: "Fn",
        qualifier,
      });
    }
  });

  it("does not accuse a stage variable whose value or stage only AWS knows", () => {
    const late = readTemplate(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, Variables: { fn: !ImportValue fn } } }
  Hand: { Type: AWS::ApiGateway::RestApi, Properties: { Name: a } }
`);
    const uri = { "Fn::Sub": `${prefix}/\${!stageVariables.fn}/invocations` };
    const integration = { pointer: "", type: "aws_proxy", uri, raw: {} };
    for (const api of late.apis)
      expect(resolveIntegration(integration, api, late).fault).to.include({ certain: false });
  });

  it("does not miss a variable where the variables of the stage are not known", () => {
    const late = readTemplate(`
Parameters: { Late: { Type: "AWS::SSM::Parameter::Value<String>", Default: /a } }
Conditions: { IsLate: !Equals [!Ref Late, a] }
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, Variables: !If [IsLate, { fn: a }, { fn: b }] } }
`);
    const uri = { "Fn::Sub": `${prefix}/\${!stageVariables.fn}/invocations` };
    const integration = { pointer: "", type: "aws_proxy", uri, raw: {} };
    const [api] = late.apis;
    if (api === undefined) throw new Error("the template has no API");
    const { fault } = resolveIntegration(integration, api, late);
    expect(fault).to.include({ certain: false });
    expect(JSON.stringify(fault)).to.contain("fn of dev is not known here");
  });

  // API Gateway guide: response streaming has a path and a mode of its own.
  const streamingPath = {
    "Fn::Sub":
      "arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${GetOrder.Arn}/response-streaming-invocations",
  };
  it("follows response streaming that has both its path and its mode", () => {
    expect(resolve(streamingPath, { responseTransferMode: "STREAM" })).to.deep.include({
      functionId: "GetOrder",
      integration: { kind: "lambda", functionId: "GetOrder", qualifier: null },
    });
  });

  for (const [what, uri, raw] of [
    ["the path alone", streamingPath, {}],
    ["the path with another mode", streamingPath, { responseTransferMode: "BUFFERED" }],
    [
      "the mode alone",
      { "Fn::Sub": `${prefix}/\${GetOrder.Arn}/invocations` },
      { responseTransferMode: "STREAM" },
    ],
  ] as const) {
    it(`does not guess what ${what} of response streaming does`, () => {
      const { functionId, integration } = resolve(uri, raw);
      expect(functionId).to.equal("GetOrder");
      expect(integration.kind === "unsupported" ? integration.reason : "").to.contain(
        "response streaming",
      );
    });
  }

  const service = "arn:aws:apigateway:eu-west-1";
  for (const [raw, uri, expected] of [
    [{ type: "mock" }, null, { kind: "mock" }],
    [
      { type: "http_proxy" },
      "https://example.com",
      { kind: "http", proxy: true, uri: "https://example.com", api: null },
    ],
    [{ type: "http" }, "https://example.com", { kind: "http", proxy: false }],
    [
      { type: "aws" },
      `${service}:dynamodb:action/GetItem`,
      { kind: "service", service: "dynamodb", way: "action", target: "GetItem" },
    ],
    [
      { type: "aws" },
      `${service}:s3:path/bucket/{key}`,
      { kind: "service", service: "s3", way: "path", target: "bucket/{key}" },
    ],
  ] as const) {
    it(`tells what an integration leads to: ${JSON.stringify(expected)}`, () => {
      const { integration, functionId } = resolve(uri, raw);
      expect(integration).to.deep.include(expected);
      expect(functionId).to.equal(null);
    });
  }

  it("refuses a subtype on a REST API, and settings that only AWS knows, by name", () => {
    const subtype = resolve(null, { integrationSubtype: "SQS-SendMessage" }).integration;
    expect(subtype).to.deep.equal({
      kind: "unsupported",
      reason: "the service integration SQS-SendMessage",
    });
    const requestTemplates = { "application/json": { "Fn::ImportValue": "gone" } };
    expect(resolve(null, { type: "mock", requestTemplates }).integration).to.deep.equal({
      kind: "unsupported",
      reason: "an integration whose requestTemplates hang on a value that is not known here",
    });
  });

  it("resolves the templates of a custom Lambda integration", () => {
    const uri = { "Fn::Sub": `${prefix}/\${GetOrder.Arn}/invocations` };
    const requestTemplates = { "application/json": { "Fn::Sub": "${AWS::Region} $input.body" } };
    const { integration, functionId } = resolve(uri, { type: "aws", requestTemplates });
    expect(functionId).to.equal("GetOrder");
    expect(integration.kind).to.equal("lambda-custom");
    expect(JSON.stringify(integration)).to.match(/[a-z]+-[a-z]+-\d \$input\.body/);
  });

  it("finds fault with a type that API Gateway does not know", () => {
    expect(resolve(null, { type: "lambda" }).fault).to.deep.include({
      kind: "unresolved",
      certain: true,
    });
  });
});
