import { expect } from "chai";
import { describe, it } from "mocha";
import { startLocal } from "../../../../src/harness/app/project/start-local.ts";
import { unservedRoutes } from "../../../../src/harness/app/runs/unserved-routes.ts";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { openSmallProject, type ProjectFiles } from "../../../support/app/small-project.ts";

/** An API with an authorizer for one of its two routes. */
const project = (kind: "Api" | "HttpApi", auth: string): ProjectFiles => ({
  "openapi.yaml": "",
  "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  Own:
    Type: AWS::Serverless::${kind}
    Properties:
      ${kind === "Api" ? "StageName: dev" : ""}
      Auth:
        Authorizers:
          Caller:
            FunctionArn: !GetAtt Auth.Arn
            ${kind === "Api" ? "" : "AuthorizerPayloadFormatVersion: '2.0'\n            EnableFunctionDefaultPermissions: true"}
  Auth:
    Type: AWS::Serverless::Function
    Properties: ${auth}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      CodeUri: src
      Handler: echo.handler
      Events:
        Open: { Type: ${kind}, Properties: { ${kind === "Api" ? "RestApiId" : "ApiId"}: !Ref Own, Path: /open, Method: get } }
        Guarded: { Type: ${kind}, Properties: { ${kind === "Api" ? "RestApiId" : "ApiId"}: !Ref Own, Path: /guarded, Method: get, Auth: { Authorizer: Caller } } }
`,
  "src/echo.mjs": "export const handler = async () => ({ statusCode: 200, body: '' });\n",
});

interface Answer {
  readonly open: number;
  readonly status: number;
  readonly body: string;
  readonly told: readonly string[];
}

function call(files: ProjectFiles, config: object = {}): Promise<Answer> {
  const all = { ...files, "lockstep.config.json": JSON.stringify(config) };
  return openSmallProject(all, async (opened) => {
    const [api] = opened.apis;
    if (api === undefined) throw new Error("The project has an API.");
    const local = await startLocal(opened);
    try {
      const target = local.inProcessTarget(api);
      const get = (path: string) =>
        target.send({
          method: "GET",
          path,
          query: "",
          headers: [["Authorization", "t"]],
          body: null,
        });
      const { response } = await get("/guarded");
      return {
        open: (await get("/open")).response.status,
        status: response.status,
        body: bodyText(response),
        told: unservedRoutes(opened, api, local.problemsOf(api)).map(
          ({ route, reason }) => `${route}: ${reason}`,
        ),
      };
    } finally {
      await local.close();
    }
  });
}

const java = "{ Runtime: java21, CodeUri: auth, Handler: example.Auth }";
const policyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
};

describe("An authorizer whose function is not run here", () => {
  const cases: readonly (readonly [what: string, auth: string, said: string])[] = [
    ["another language", java, "runs on java21, which is not run on this machine"],
    [
      "no program",
      "{ Runtime: provided.al2023, CodeUri: auth, Handler: bootstrap }",
      "runs on provided.al2023, which is not run on this machine (",
    ],
    [
      "no source here",
      "{ Runtime: nodejs24.x, CodeUri: 's3://bucket/auth.zip', Handler: auth.handler }",
      "has no source file here",
    ],
  ];
  for (const [what, auth, said] of cases) {
    for (const kind of ["Api", "HttpApi"] as const) {
      it(`is refused by name, and told of before: ${what} (${kind})`, async () => {
        const { open, status, body, told } = await call(project(kind, auth));
        expect([open, status], body).to.deep.equal([200, 501]);
        expect(body).to.contain(`the authorizer \\"Caller\\", whose function Auth ${said}`);
        expect(told).to.have.length(1);
        expect(told[0])
          .to.match(/^GET \/guarded: /u)
          .and.to.contain(`whose function Auth ${said}`);
      });
    }
  }

  it("is asked where the configuration answers for it", async () => {
    const result = { principalId: "u", policyDocument };
    const { status, told } = await call(project("Api", java), { functions: { Auth: { result } } });
    expect([status, told]).to.deep.equal([200, []]);
  });

  it("is not asked where the caller is given", async () => {
    const as = { principalId: "u", context: {} };
    expect((await call(project("Api", java), { as })).status).to.equal(200);
  });

  it("fails as on AWS where only its file is missing", async () => {
    const auth = "{ Runtime: nodejs24.x, CodeUri: src, Handler: none.handler }";
    const { status, body } = await call(project("Api", auth));
    expect([status, body]).to.deep.equal([500, '{"message":null}']);
  });
});
