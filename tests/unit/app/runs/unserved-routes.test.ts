import { expect } from "chai";
import { unservedApis, unservedRoutes } from "../../../../src/harness/app/runs/unserved-routes.ts";
import { startLocal } from "../../../../src/harness/app/project/start-local.ts";
import { formatLocation } from "../../../../src/harness/core/problem.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];
const spec = smallProject["openapi.yaml"];

/** `route @ place: reason` of what is not served, per API. */
const unserved = (files: ProjectFiles) =>
  openSmallProject(files, async (project) => {
    const local = await startLocal(project);
    try {
      const line = (
        name: string,
        {
          reason,
          location,
        }: ReturnType<typeof unservedApis>[number] | ReturnType<typeof unservedRoutes>[number],
      ) => `${name} @ ${location === null ? "-" : formatLocation(location)}: ${reason}`;
      return [
        ...project.apis.flatMap((api) =>
          unservedRoutes(project, api, local.problemsOf(api)).map((each) => line(each.route, each)),
        ),
        ...unservedApis(project).map((each) => line(each.logicalId, each)),
      ];
    } finally {
      await local.close();
    }
  });

describe("Routes the local stage cannot serve", () => {
  it("are none of a sound project", async () => {
    expect(await unserved({})).to.deep.equal([]);
  });

  it("are told together with settings of the API that are passed over", async () => {
    const cached = smallProject["template.yaml"].replace(
      "StageName: dev\n",
      "StageName: dev\n      CacheClusterEnabled: true\n",
    );
    const [first = "", ...others] = await unserved({ "template.yaml": cached });
    expect(others).to.deep.equal([]);
    expect(first).to.match(/^the whole API @ template\.yaml:9:7: .*the response cache/);
  });

  // `sam local` drops them without a word
  const cases: readonly (readonly [what: string, files: ProjectFiles, words: RegExp])[] = [
    [
      "without an integration",
      {
        "openapi.yaml": spec
          .replace(/\n {6}x-amazon[\s\S]*?AddFunction[^\n]*/, "")
          .replace(/\n {6}x-amazon[\s\S]*?ListFunction[^\n]*/, ""),
      },
      /^GET \/notes @ openapi\.yaml:5:5: .* has no x-amazon-apigateway-integration/,
    ],
    [
      "whose function is not of this template",
      {
        "openapi.yaml": spec.replace(
          "${ListFunction.Arn}",
          "arn:aws:lambda:us-east-1:999999999999:function:f",
        ),
      },
      /^GET \/notes @ openapi\.yaml:13:7: .*outside the template .*functions: \{ "arn:aws:lambda:us-east-1:999999999999:function:f": … \}/,
    ],
    [
      "whose integration is not emulated",
      {
        "openapi.yaml": spec.replace(
          "type: aws_proxy",
          "type: aws_proxy\n        contentHandling: CONVERT_TO_BINARY",
        ),
      },
      /^GET \/notes @ openapi\.yaml:5:5: .*contentHandling/,
    ],
    [
      "whose server is elsewhere",
      {
        "openapi.yaml": spec.replace(
          /type: aws_proxy\n(.*)\n.*ListFunction.*/,
          'type: http_proxy\n$1\n        uri: "https://api.example.com/v1"',
        ),
      },
      /^GET \/notes @ openapi\.yaml:\d+:\d+: GET \/notes leads to https:\/\/api\.example\.com/,
    ],
    [
      "of a service the AWS endpoint has not",
      {
        "openapi.yaml": spec.replace(
          /type: aws_proxy\n(.*)\n.*ListFunction.*/,
          'type: aws\n$1\n        uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue"',
        ),
      },
      /^GET \/notes @ openapi\.yaml:\d+:\d+: .*the service integration sqs/,
    ],
    [
      "whose function does not run here",
      {
        "template.yaml": template.replace(
          "Handler: list.handler",
          "Handler: list.handler\n      Runtime: java21",
        ),
      },
      /^GET \/notes @ openapi\.yaml:5:5: ListFunction runs on java21.*functions: \{ ListFunction: … \}/,
    ],
    [
      "whose function has no program here",
      {
        "template.yaml": template.replace(
          "Handler: list.handler",
          "Handler: list.handler\n      Runtime: provided.al2023",
        ),
      },
      /^GET \/notes @ openapi\.yaml:5:5: ListFunction runs on provided\.al2023.*src\/bootstrap.*functions: \{ ListFunction: … \}/,
    ],
    [
      "whose handler file is not there",
      { "template.yaml": template.replace("list.handler", "gone.handler") },
      /^GET \/notes @ template\.yaml:\d+:\d+: .*gone/,
    ],
    [
      "whose function API Gateway may not invoke",
      {
        "template.yaml": template.replace("Path: /notes, Method: get", "Path: /other, Method: get"),
      },
      /^GET \/notes @ openapi\.yaml:\d+:\d+: .*may not invoke ListFunction/,
    ],
  ];
  for (const [what, files, words] of cases)
    it(`are told: one ${what}`, async () => {
      const lines = await unserved(files);
      expect(lines[0]).to.match(words);
    });

  it("are told of once where the whole API is not emulated", async () => {
    const policy = '      Auth: { ResourcePolicy: { Networks: ["vpc-1"] } }\n';
    const [line, ...others] = await unserved({
      "template.yaml": template.replace(
        "      StageName: dev\n",
        `      StageName: dev\n${policy}`,
      ),
    });
    expect(line).to.match(/^every route @ openapi\.yaml:1:1: .*resource policies/);
    expect(others).to.deep.equal([]);
  });

  it("may be those of a whole API that is not read", async () => {
    const lines = await unserved({
      "template.yaml": `${template}  Lost:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionUri: lost.yaml }
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: { ProtocolType: WEBSOCKET, Name: chat, RouteSelectionExpression: $request.body.action }
`,
    });
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/^Lost @ template\.yaml:\d+:\d+: The template includes "lost\.yaml"/);
    expect(lines[1]).to.match(/^Chat @ template\.yaml:\d+:\d+: Chat is a WebSocket API/);
  });
});
