import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { notEmulatedType } from "../../../../src/harness/core/not-emulated.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import { integrationStage } from "../../../support/stage/integration-stage.ts";
import { stagesOfTemplate } from "../../../support/stage/stages-of-template.ts";
import { request, send } from "../../../support/stage/test-stage.ts";

const lambda = "arn:aws:apigateway:${AWS::Region}:lambda:path";
const invocations = `!Sub "${lambda}/2015-03-31/functions/\${Fn.Arn}/invocations"`;
const streaming = `!Sub "${lambda}/2021-11-15/functions/\${Fn.Arn}/response-streaming-invocations"`;
const elsewhere =
  '"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:999999999999:function:far/invocations"';

/** The stage of a template whose one route has the integration. */
function stageOf(integration: string): Stage {
  const stage = stagesOfTemplate(
    `Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.1
        info: { title: T, version: "1" }
        paths:
          /x: { get: { responses: {}, x-amazon-apigateway-integration: { ${integration} } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
      Events: { A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: get } } }
`,
    { Fn: () => ({ statusCode: 200 }) },
  ).get("Api");
  if (stage === undefined) throw new Error("no stage");
  return stage;
}

describe("an integration of a template that the stage does not emulate", () => {
  it("is none that is sound", async () => {
    const stage = stageOf(`type: aws_proxy, httpMethod: POST, uri: ${invocations}`);
    expect((await send(stage, request("GET /dev/x"))).response.status).to.equal(200);
  });

  const rows: readonly (readonly [what: string, integration: string, words: string])[] = [
    [
      "response streaming by its path alone",
      `type: aws_proxy, httpMethod: POST, uri: ${streaming}`,
      "response streaming",
    ],
    [
      "response streaming by its mode alone",
      `type: aws_proxy, httpMethod: POST, responseTransferMode: STREAM, uri: ${invocations}`,
      "response streaming",
    ],
    [
      "contentHandling of a Lambda proxy",
      `type: aws_proxy, httpMethod: POST, contentHandling: CONVERT_TO_BINARY, uri: ${invocations}`,
      "contentHandling",
    ],
    [
      "a custom integration of another stack's function",
      `type: aws, httpMethod: POST, uri: ${elsewhere}`,
      "function:far",
    ],
    [
      "a template that only AWS knows",
      `type: aws, httpMethod: POST, uri: ${invocations}, requestTemplates: { application/json: !ImportValue gone }`,
      "hang on a value that is not known here",
    ],
    [
      "a mapping that only AWS knows",
      `type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1:1/", requestParameters: !ImportValue gone`,
      "hang on a value that is not known here",
    ],
    [
      "a VPC link",
      `type: http_proxy, httpMethod: GET, uri: "http://inside/", connectionType: VPC_LINK, connectionId: a`,
      "VPC link",
    ],
    [
      "an action that DynamoDB does not have",
      `type: aws, httpMethod: POST, uri: "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItm"`,
      "the action GetItm, which DynamoDB does not have (did you mean GetItem?)",
    ],
    [
      "an action that is like none of DynamoDB",
      `type: aws, httpMethod: POST, uri: "arn:aws:apigateway:eu-west-1:dynamodb:action/Frobnicate&Version=1"`,
      "the action Frobnicate, which DynamoDB does not have",
    ],
    ...["sqs:path/123456789012/orders", "s3:path/bucket/key", "states:action/StartExecution"].map(
      (target) =>
        [
          `a service the local endpoint lacks (${target})`,
          `type: aws, httpMethod: POST, uri: "arn:aws:apigateway:eu-west-1:${target}"`,
          `the service integration ${target.replace(":path", "").replace("action/", "").split("/", 1)[0]}`,
        ] as const,
    ),
    [
      "a selection pattern that only Java reads",
      `type: mock, responses: { "[a-z]++": { statusCode: "200" } }`,
      "the selection pattern",
    ],
  ];
  for (const [what, integration, words] of rows) {
    it(`is refused with 501 and told at the start: ${what}`, async () => {
      const stage = stageOf(integration);
      const { response, trace } = await send(stage, request("GET /dev/x"));
      expect(response.status).to.equal(501);
      expect(bodyText(response)).to.contain(words);
      expect(trace.gatewayResponseType).to.equal(notEmulatedType);
      expect(stage.problems.map(({ code }) => code)).to.deep.equal([
        "stage/operation-not-emulated",
      ]);
    });
  }

  it("is refused with 501 where a template would get a binary body", async () => {
    const template = { "image/png": "$input.body" };
    const stage = integrationStage(
      { kind: "lambda-custom" },
      { httpMethod: "POST", requestTemplates: template, responses: { default: {} } },
      { api: { binaryMediaTypes: ["image/png"] } },
    );
    const { response, trace } = await send(
      stage,
      request("POST /dev/items/1", { "Content-Type": "image/png" }, new Uint8Array([0, 255])),
    );
    expect([response.status, trace.functionId]).to.deep.equal([501, null]);
    expect(bodyText(response)).to.contain("mapping templates for binary bodies");
  });
});
