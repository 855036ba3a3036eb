import { expect } from "chai";
import { closeSession } from "../../../../src/harness/app/testing/session.ts";
import {
  startStage,
  type StartedStage,
  type StartStageOptions,
} from "../../../../src/harness/app/testing/start-stage.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";
import { countResources } from "../../../support/lambda/process-resources.ts";
import { until } from "../../../support/lambda/until.ts";

/** Two REST APIs and an HTTP API of one function, which answers with what the gateway says of itself. */
const three: ProjectFiles = {
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Blue:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, Variables: { color: blue } }
  Red:
    Type: AWS::Serverless::Api
    Properties: { StageName: live, Variables: { color: red } }
  Green:
    Type: AWS::Serverless::HttpApi
    Properties: { CorsConfiguration: { AllowOrigins: ["https://shop.example"] } }
  EchoFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      CodeUri: src
      Handler: echo.handler
      Events:
        Blue: { Type: Api, Properties: { RestApiId: !Ref Blue, Path: /blue, Method: get } }
        Red: { Type: Api, Properties: { RestApiId: !Ref Red, Path: /red, Method: get } }
        Green: { Type: HttpApi, Properties: { ApiId: !Ref Green, Path: /green, Method: get } }
`,
  "src/echo.mjs": `export const handler = async (event) => ({
  statusCode: 200,
  body: JSON.stringify({ stage: event.requestContext.stage, color: event.stageVariables?.color ?? null }),
});
`,
};

const table = `  NotesTable:
    Type: AWS::Serverless::SimpleTable
    Properties: { PrimaryKey: { Name: id, Type: String } }
`;

async function withStage<T>(
  options: StartStageOptions,
  work: (stage: Awaited<ReturnType<typeof startStage>>) => Promise<T>,
): Promise<T> {
  const stage = await startStage(options);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

const counting = `      StageName: dev
      MethodSettings:
        - { ResourcePath: /notes, HttpMethod: POST, ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 1 }
      Auth:
        AddDefaultAuthorizerToCorsPreflight: false
        Authorizers: { Token: { FunctionArn: !GetAtt AuthFunction.Arn } }
        DefaultAuthorizer: Token
`;
/** An authorizer that says how often it was asked, and a method that is throttled. */
const counted: ProjectFiles = {
  "template.yaml": `${smallProject["template.yaml"].replace("      StageName: dev\n", counting)}  AuthFunction: { Type: AWS::Serverless::Function, Properties: { Handler: auth.handler } }\n`,
  "src/auth.mjs": `let asked = 0;
export const handler = async () => ({
  principalId: "u",
  policyDocument: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  context: { asked: (asked += 1) },
});
`,
  "src/list.mjs": `export const handler = async ({ requestContext }) => ({
  statusCode: 200,
  body: requestContext.authorizer.asked,
});
`,
};

/** What two requests are told of the authorizer, and the statuses of two that are counted. */
async function countsOf({ url }: StartedStage): Promise<readonly unknown[]> {
  const headers = { Authorization: "t" };
  const asked = async (): Promise<string> => (await fetch(`${url}/notes`, { headers })).text();
  const posted = async (): Promise<number> =>
    (await fetch(`${url}/notes`, { method: "POST", headers, body: '{"text":"x"}' })).status;
  return [await asked(), await asked(), await posted(), await posted()];
}

describe("startStage", () => {
  it("serves every API of the template, each with its stage, variables, CORS and routes", () =>
    withSmallProject(three, (root) =>
      withStage({ root }, async ({ url, urls, stages }) => {
        expect(stages.map(({ logicalId, stageName }) => [logicalId, stageName])).to.deep.equal([
          ["Blue", "dev"],
          ["Red", "live"],
          ["Green", "$default"],
        ]);
        expect(url).to.equal(urls["Blue"]);
        const read = async (address: string): Promise<unknown> => (await fetch(address)).json();
        expect(await read(`${urls["Blue"]}/blue`)).to.deep.equal({ stage: "dev", color: "blue" });
        expect(await read(`${urls["Red"]}/red`)).to.deep.equal({ stage: "live", color: "red" });
        expect(await read(`${urls["Green"]}/green`)).to.deep.equal({
          stage: "$default",
          color: null,
        });
        expect((await fetch(`${urls["Blue"]}/red`)).status).to.equal(403);
        expect((await fetch(`${urls["Green"]}/red`)).status).to.equal(404);
        const headers = { Origin: "https://shop.example" };
        const allowed = async (address: string) =>
          (await fetch(address, { headers })).headers.get("access-control-allow-origin");
        expect(await allowed(`${urls["Green"]}/green`)).to.equal("https://shop.example");
        expect(await allowed(`${urls["Blue"]}/blue`)).to.equal(null);
      }),
    ));

  it("serves one API where one is named, on the port that is asked for", () =>
    withSmallProject(three, async (root) => {
      const port = await withStage({ root, api: "Red" }, async ({ urls, url }) => {
        expect(Object.keys(urls)).to.deep.equal(["Red"]);
        return Number(new URL(url).port);
      });
      await withStage({ root, api: "Red", port }, async ({ url }) => {
        expect(url).to.equal(`http://127.0.0.1:${port}/live`);
      });
      const error = await lockstepErrorOf(() => startStage({ root, api: "Rde" }));
      expect(error.code).to.equal("project/api-unknown");
      expect(error.hint).to.contain("Red");
    }));

  it("clears the tables when it is reset, in the library and over HTTP", () =>
    withSmallProject({ "template.yaml": `${smallProject["template.yaml"]}${table}` }, (root) =>
      withStage({ root }, async (stage) => {
        const { url, state } = stage;
        await state.put("NotesTable", { id: "1" });
        await stage.reset();
        expect(await state.scan("NotesTable", 9)).to.deep.equal([]);
        await state.put("NotesTable", { id: "1" });
        const control = `${new URL(url).origin}/_lockstep/reset`;
        expect((await fetch(control, { method: "POST" })).status).to.equal(403);
        expect(await state.scan("NotesTable", 9)).to.have.length(1);
        const headers = { "x-lockstep-control": "1" };
        expect((await fetch(control, { method: "POST", headers })).status).to.equal(200);
        expect(await state.scan("NotesTable", 9)).to.deep.equal([]);
      }),
    ));

  it("clears what was counted and what authorizers said when it is reset, in the library and over HTTP", () =>
    withSmallProject(counted, (root) =>
      withStage({ root, throttling: true }, async (stage) => {
        expect(await countsOf(stage)).to.deep.equal(["1", "1", 201, 429]);
        await stage.reset();
        expect(await countsOf(stage)).to.deep.equal(["2", "2", 201, 429]);
        const control = `${new URL(stage.url).origin}/_lockstep/reset`;
        const headers = { "x-lockstep-control": "1" };
        expect((await fetch(control, { method: "POST", headers })).status).to.equal(200);
        expect(await countsOf(stage)).to.deep.equal(["3", "3", 201, 429]);
      }),
    ));

  it("clears them where the tables are another's, too, and says that those are not cleared", () => {
    const config = { dynamodb: { endpoint: "http://127.0.0.1:9" } };
    const files = { ...counted, "lockstep.config.json": JSON.stringify(config) };
    return withSmallProject(files, (root) =>
      withStage({ root, throttling: true }, async (stage) => {
        expect(await countsOf(stage)).to.deep.equal(["1", "1", 201, 429]);
        expect((await lockstepErrorOf(() => stage.reset())).code).to.equal("aws/tables-not-ours");
        expect(await countsOf(stage)).to.deep.equal(["2", "2", 201, 429]);
      }),
    );
  });

  it("says so where the template holds no API", () =>
    withSmallProject(
      { "template.yaml": "Transform: AWS::Serverless-2016-10-31\nResources: {}\n" },
      async (root) => {
        const error = await lockstepErrorOf(() => startStage({ root }));
        expect(error.code).to.equal("project/nothing-to-serve");
      },
    ));

  it("leaves nothing behind, however often it is started, closed twice or by the session", function () {
    if (process.platform !== "linux") this.skip();
    return withSmallProject(smallProject, async (root) => {
      const once = async (): Promise<void> => {
        const stage = await startStage({ root });
        await fetch(`${stage.url}/notes`);
        await Promise.all([stage.close(), stage.close()]);
      };
      await once();
      const { children, descriptors } = countResources();
      for (let turn = 0; turn < 3; turn += 1) await once();
      const left = await startStage({ root });
      await closeSession();
      await fetch(left.url).then(
        () => expect.fail("it still answers"),
        () => {},
      );
      await until(() => (countResources().children <= children ? true : null));
      await until(() => (countResources().descriptors <= descriptors ? true : null));
    });
  });
});
