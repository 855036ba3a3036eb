import { expect } from "chai";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { gatewayPhase, notToldByGateway } from "../../../../src/harness/app/runs/gateway-phase.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];
const spec = smallProject["openapi.yaml"];

describe("The phase of the API Gateway import", () => {
  it("has nothing to say of a sound document", () =>
    openSmallProject({}, (project) => {
      const findings = gatewayPhase(project);
      expect(findings.summary).to.equal("1 document");
      expect(findings.cases.map(({ name, status }) => [name, status])).to.deep.equal([
        ["NotesApi ← openapi.yaml", "passed"],
      ]);
    }));

  it("fails on what the import refuses, and passes with what it drops", () =>
    openSmallProject(
      {
        "openapi.yaml": spec
          .replaceAll("/notes:", "/my notes:")
          .concat("servers: [{ url: /v1 }]\n"),
      },
      (project) => {
        const findings = gatewayPhase(project);
        expect(findings.summary).to.equal("1 document");
        expect(findings.cases[0]?.status).to.equal("failed");
        expect(findings.cases[0]?.problems.map(({ code }) => code)).to.deep.equal([
          "gateway/path-characters",
          "gateway/server-path-ignored",
        ]);
      },
    ));

  it("tells what is wrong with a document that two APIs share once", () =>
    openSmallProject(
      {
        "openapi.yaml": spec.replaceAll("/notes:", "/my notes:"),
        "template.yaml": template.replace(
          "  ListFunction:",
          `  OtherApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } }
  ListFunction:`,
        ),
      },
      (project) => {
        const found = gatewayPhase(project).cases.map(({ problems }) => problems.length);
        expect(found).to.deep.equal([1, 0]);
      },
    ));

  it("fails on patterns and templates of integrations that cannot be read, each told once", () =>
    openSmallProject(
      {
        "openapi.yaml": spec.replace(
          /type: aws_proxy\n(.*)\n.*ListFunction.*/,
          `type: mock
        requestTemplates: { application/json: '#if($a)x' }
        responses: { "A:(.*": { statusCode: "400" }, default: { statusCode: "200" } }`,
        ),
      },
      (project) => {
        const [api] = project.apis;
        if (api === undefined) throw new Error("the project has no API");
        const [found] = gatewayPhase(project).cases;
        const places = found?.problems.map(
          ({ code, location }) => `${code} ${location?.pointer?.split("/").at(-1) ?? ""}`,
        );
        expect(found?.status).to.equal("failed");
        expect(places).to.deep.equal([
          "gateway/template-unbalanced application~1json",
          "stage/integration-broken A:(.*",
        ]);
        expect(notToldByGateway(project, api, found?.problems ?? []).length).to.equal(1);
      },
    ));

  it("leaves only those conflicts of a stage that it does not tell itself", () =>
    openSmallProject({ "openapi.yaml": spec.replace("/notes:", "/notes/{a}.json:") }, (project) => {
      const [api] = project.apis;
      if (api === undefined) throw new Error("the project has no API");
      const at = (pointer: string) =>
        createProblem({
          code: "stage/route-conflict",
          message: pointer,
          location: { file: "openapi.yaml", pointer },
        });
      const conflicts = [at("/paths/~1notes~1{a}.json/get"), at("/paths/~1other/get")];
      expect(notToldByGateway(project, api, conflicts)).to.deep.equal(conflicts.slice(1));
    }));

  it("is skipped where no document is imported", () =>
    openSmallProject(
      { "template.yaml": template.replace(/ {6}DefinitionBody:\n.*\n/, "") },
      (project) => {
        expect(gatewayPhase(project)).to.include({
          summary: "no document is imported",
          skipped: true,
        });
      },
    ));
});
