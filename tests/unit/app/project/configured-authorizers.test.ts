import { expect } from "chai";
import { describe, it } from "mocha";
import { startLocal } from "../../../../src/harness/app/project/start-local.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const arn = "arn:aws:lambda:us-east-1:999999999999:function:session";
const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

/** The small project whose operations ask an authorizer of another account. */
const guarded: ProjectFiles = {
  "openapi.yaml": `${smallProject["openapi.yaml"]}security: [{ far: [] }]
components:
  securitySchemes:
    far:
      type: apiKey
      in: header
      name: Authorization
      x-amazon-apigateway-authorizer: { type: token, authorizerUri: "${uri}" }
`,
};

const policy = (effect: string) => ({
  principalId: "u",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Action: "execute-api:Invoke", Resource: "*" }],
  },
});

/** The status of GET /notes with a token, over a socket, and the codes of problems of the project. */
function call(
  files: ProjectFiles,
  functions: object,
): Promise<readonly [number, readonly string[]]> {
  const config = { "lockstep.config.json": JSON.stringify({ functions }) };
  return openSmallProject({ ...guarded, ...files, ...config }, async (project) => {
    const [api] = project.apis;
    if (api === undefined) throw new Error("The project has an API.");
    const local = await startLocal(project);
    try {
      const { target } = await local.serve(api, 0, { headers: [["Authorization", "t"]] });
      const request = { method: "GET", path: "/notes", query: "limit=2", headers: [], body: null };
      const { response } = await target.send(request);
      return [response.status, project.problems.map(({ code }) => code)] as const;
    } finally {
      await local.close();
    }
  });
}

describe("An authorizer of another stack", () => {
  it("is refused where nothing answers for it", async () => {
    expect(await call({}, {})).to.deep.equal([501, []]);
  });

  it("is answered by a fixed result of the configuration", async () => {
    expect(await call({}, { session: { result: policy("Allow") } })).to.deep.equal([200, []]);
    expect(await call({}, { [arn]: { result: policy("Deny") } })).to.deep.equal([403, []]);
  });

  it("is answered by a file, run like any handler", async () => {
    const handler = `export const handler = async ({ authorizationToken }) =>
  authorizationToken === "t" ? ${JSON.stringify(policy("Allow"))} : null;\n`;
    const files = { "stubs/session.mjs": handler };
    expect(await call(files, { session: "stubs/session.mjs" })).to.deep.equal([200, []]);
  });
});
