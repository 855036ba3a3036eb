import { expect } from "chai";
import { describe, it } from "mocha";
import {
  startStage,
  type StartStageOptions,
} from "../../../../src/harness/app/testing/start-stage.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { withSmallProject, type ProjectFiles } from "../../../support/app/small-project.ts";

/** A REST API for one network, and an HTTP API; both tell where a request comes from. */
const files: ProjectFiles = {
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, Auth: { ResourcePolicy: { IpRangeWhitelist: [203.0.113.0/24] } } }
  Http:
    Type: AWS::Serverless::HttpApi
  EchoFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      CodeUri: src
      Handler: echo.handler
      Events:
        Rest: { Type: Api, Properties: { RestApiId: !Ref Rest, Path: /a, Method: get } }
        Http: { Type: HttpApi, Properties: { ApiId: !Ref Http, Path: /a, Method: get } }
`,
  "src/echo.mjs": `export const handler = async ({ requestContext, headers }) => ({
  statusCode: 200,
  body: JSON.stringify([
    requestContext.identity?.sourceIp ?? requestContext.http.sourceIp,
    headers["X-Forwarded-For"] ?? headers["x-forwarded-for"],
  ]),
});
`,
};

async function ask(options: StartStageOptions): Promise<Record<string, unknown>> {
  const stage = await startStage(options);
  try {
    const read = async (id: string): Promise<unknown> => {
      const headers = { "X-Forwarded-For": "192.0.2.1" };
      const response = await fetch(`${stage.urls[id]}/a`, { headers });
      return response.status === 200 ? response.json() : response.status;
    };
    return { rest: await read("Rest"), http: await read("Http") };
  } finally {
    await stage.close();
  }
}

describe("the address requests are taken to come from", () => {
  it("is the one that is asked for, in policies and events", () =>
    withSmallProject(files, async (root) => {
      const said = ["203.0.113.7", "192.0.2.1, 203.0.113.7"];
      expect(await ask({ root, sourceIp: "203.0.113.7" })).to.deep.equal({
        rest: said,
        http: said,
      });
      expect((await ask({ root, sourceIp: "198.51.100.7" }))["rest"]).to.equal(403);
    }));

  it("is that of the configuration, and this machine's without", () =>
    withSmallProject(
      { ...files, "lockstep.config.json": '{ "identity": { "sourceIp": "203.0.113.9" } }' },
      async (root) => {
        expect((await ask({ root }))["rest"]).to.deep.equal([
          "203.0.113.9",
          "192.0.2.1, 203.0.113.9",
        ]);
        // What is asked for in the test wins.
        expect((await ask({ root, sourceIp: "198.51.100.7" }))["rest"]).to.equal(403);
      },
    ));

  it("is that of this machine where nobody says otherwise, which no policy can mean", () =>
    withSmallProject(files, async (root) => {
      expect(await ask({ root })).to.deep.equal({
        rest: 501,
        http: ["127.0.0.1", "192.0.2.1, 127.0.0.1"],
      });
    }));

  it("has to be one", () =>
    withSmallProject(files, async (root) => {
      const error = await lockstepErrorOf(() => startStage({ root, sourceIp: "203.0.113.0/24" }));
      expect(error.code).to.equal("project/config-invalid");
      expect(error.hint).to.contain("--source-ip");
    }));
});
