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
