import { expect } from "chai";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { notCalled } from "../../../../src/harness/app/runs/not-called.ts";
import { httpTemplate } from "../../../support/app/http-template.ts";
import { listing, notePact } from "../../../support/app/note-pact.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { runResultViolations } from "../../../support/app/run-result-schema.ts";
import { renderJson } from "../../../../src/harness/app/report/render-json.ts";
import { answer, scriptedTarget } from "../../../support/app/scripted-target.ts";
import {
  openSmallProject,
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const spec = smallProject["openapi.yaml"];
const pools = `
components:
  securitySchemes:
    users:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: ["{{resolve:ssm:pool}}"]
`;
const guarded = {
  "openapi.yaml": `${spec.replace("operationId: listNotes", "operationId: listNotes\n      security: [{ users: [] }]")}${pools}`,
};

const reasonsOf = (files: ProjectFiles, kind: "stage" | "deployed" = "stage") =>
  openSmallProject(files, (project) => {
    const [api] = project.apis;
    if (api === undefined) throw new Error("The project has an API.");
    const target = scriptedTarget(() => answer(200), { kind });
    return Object.fromEntries(notCalled(project, api, target));
  });

describe("Operations not worth calling", () => {
  it("are none of a sound project", async () => {
    expect(await reasonsOf({})).to.deep.equal({});
  });

  it("are those that lead to servers and services elsewhere, and no mock", async () => {
    const integrated = (type: string, uri: string) =>
      reasonsOf({
        "openapi.yaml": spec.replace(
          /type: aws_proxy\n(.*)\n.*ListFunction.*/,
          `type: ${type}\n$1\n        uri: "${uri}"`,
        ),
      });
    const aws = "arn:aws:apigateway:us-east-1";
    expect(await integrated("mock", "")).to.deep.equal({});
    expect(await integrated("aws", `${aws}:dynamodb:action/Scan`)).to.deep.equal({});
    expect(await integrated("http_proxy", "http://127.0.0.1:4000/")).to.deep.equal({});
    expect(await integrated("http_proxy", "https://api.example.com/")).to.deep.equal({
      "GET /notes": "what it leads to is not on this machine (stage/integration-elsewhere)",
    });
    expect(await integrated("aws", `${aws}:sqs:path/1/q`)).to.deep.equal({
      "GET /notes": "what it leads to is not on this machine (stage/operation-not-emulated)",
    });
  });

  it("are those behind an authorizer that the stage answers with 501", async () => {
    const reasons = await reasonsOf(guarded);
    expect(Object.keys(reasons)).to.deep.equal(["GET /notes"]);
    expect(reasons["GET /notes"]).to.contain("whose issuer or audience is not known here");
  });

  // SAM writes the default authorizer into what has no security of its own.
  it("of an HTTP API are the routes its stage refuses, and no others", async () => {
    const authorizer = "Authorizers: { Users: { JwtConfiguration: {} } }";
    const open = "operationId: listNotes\n      security: [{ NONE: [] }]";
    const byDefault = await reasonsOf({
      "template.yaml": httpTemplate(`Auth: { DefaultAuthorizer: Users, ${authorizer} }`),
      "openapi.yaml": spec.replace("operationId: listNotes", open),
    });
    expect(byDefault).to.deep.equal({
      "POST /notes":
        'the local stage does not emulate the authorizer "Users", whose issuer or audience is not known here',
    });
    const mapping = "type: aws_proxy\n        requestParameters: { 'append:header.host': b }";
    const mapped = await reasonsOf({
      "template.yaml": httpTemplate(),
      "openapi.yaml": spec.replace("type: aws_proxy", mapping),
    });
    expect(mapped).to.deep.equal({
      "GET /notes":
        "the local stage does not emulate parameter mapping of the reserved header host, which API Gateway refuses",
    });
  });

  it("are none that ask for a key, which the stage makes up", async () => {
    const template = smallProject["template.yaml"].replace(
      "StageName: dev",
      "StageName: dev\n      Auth: { ApiKeyRequired: true }",
    );
    expect(await reasonsOf({ "template.yaml": template })).to.deep.equal({});
  });

  it("are those of a runtime that is not run here, and of broken wiring", async () => {
    const template = smallProject["template.yaml"]
      .replace("Handler: list.handler", "Handler: list.handler\n      Runtime: java21")
      .replace("add.handler", "gone.handler");
    expect(await reasonsOf({ "template.yaml": template })).to.deep.equal({
      "GET /notes": "ListFunction runs on java21, which is not run on this machine",
      "POST /notes": "its wiring is broken (wiring/function-without-handler-file)",
    });
  });

  it("are none behind a URL", async () => {
    expect(await reasonsOf(guarded, "deployed")).to.deep.equal({});
  });
});

describe("A check of an API behind an authorizer", () => {
  it("accuses nobody: examples and contracts are skipped, and the stage alone says why", () =>
    withSmallProject(
      { ...guarded, "contracts/shop-notes.json": notePact(listing) },
      async (root) => {
        const result = await runCheck({
          overrides: { root },
          url: null,
          headers: [],
          apiLogicalId: null,
          listener: recordPhases(),
        });
        expect(result.exitCode).to.equal(0);
        const codes = allProblems(result).map(({ code }) => code);
        expect(codes).to.include("stage/operation-not-emulated");
        expect(codes.filter((code) => /^conformance\/|-mismatch$/.test(code))).to.deep.equal([]);
        const cases = result.phases.flatMap((phase) => phase.cases);
        const left = cases.filter(({ reason }) => reason?.includes("is not known here") === true);
        expect(left.map(({ status }) => status)).to.deep.equal(["skipped", "skipped"]);
        const coverage = result.phases.find(({ name }) => name === "coverage");
        expect(coverage?.summary).to.contain("1 is of an operation that was not called");
        expect(runResultViolations(renderJson(result))).to.deep.equal([]);
      },
    ));
});
