import { expect } from "chai";
import { wiringPhase } from "../../../../src/harness/app/runs/wiring-phase.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];

describe("The wiring phase", () => {
  it("follows every operation to its function", () =>
    openSmallProject({}, (project) => {
      const findings = wiringPhase(project);
      expect(findings.summary).to.equal("2 of 2 operations wired");
      expect(findings.problems).to.deep.equal([]);
      expect(findings.cases.map(({ name, status }) => [name, status])).to.deep.equal([
        ["GET /notes → ListFunction", "passed"],
        ["POST /notes → AddFunction", "passed"],
      ]);
    }));

  it("gives a problem of an operation to that operation", () =>
    openSmallProject(
      { "openapi.yaml": smallProject["openapi.yaml"].replace("AddFunction", "NoFunction") },
      (project) => {
        const findings = wiringPhase(project);
        expect(findings.summary).to.equal("1 of 2 operations wired");
        expect(findings.cases[1]).to.include({
          name: "POST /notes → no function",
          status: "failed",
        });
        expect(findings.cases[1]?.problems.map(({ code }) => code)).to.deep.equal([
          "wiring/integration-names-no-function",
        ]);
        expect(findings.cases[0]?.problems).to.deep.equal([]);
      },
    ));

  it("gives a problem of a function to the operations that lead to it", () =>
    openSmallProject(
      { "template.yaml": template.replace("Handler: add.handler", "Handler: gone.handler") },
      (project) => {
        const findings = wiringPhase(project);
        expect(findings.summary).to.equal("1 of 2 operations wired");
        expect(findings.cases.map(({ status }) => status)).to.deep.equal(["passed", "failed"]);
        expect(findings.problems).to.deep.equal([]);
      },
    ));

  it("blames the one of two functions in a file whose export is missing, and no other", () =>
    openSmallProject(
      {
        "template.yaml": template
          .replace("Handler: list.handler", "Handler: both.list")
          .replace("Handler: add.handler", "Handler: both.add"),
        "src/both.mjs": `export const list = async () => ({ statusCode: 200, body: "[]" });\n`,
      },
      (project) => {
        const findings = wiringPhase(project);
        expect(findings.summary).to.equal("1 of 2 operations wired");
        expect(findings.cases.map(({ status }) => status)).to.deep.equal(["passed", "failed"]);
        expect(findings.cases[1]?.problems.map(({ code }) => code)).to.deep.equal([
          "wiring/handler-export-missing",
        ]);
      },
    ));

  it("counts no operation as wired whose function has no code, in any language", () =>
    openSmallProject(
      {
        "template.yaml": template
          .replace("Handler: list.handler", "Handler: list.handler\n      CodeUri: source")
          .replace("Handler: add.handler", "Handler: add.handler\n      Runtime: python3.13"),
        "src/add.py": "def handle(event, context):\n    return {}\n",
      },
      (project) => {
        const findings = wiringPhase(project);
        expect(findings.summary).to.equal("0 of 2 operations wired");
        expect(
          findings.cases.flatMap(({ problems }) => problems.map(({ code }) => code)),
        ).to.deep.equal(["wiring/code-folder-missing", "wiring/handler-export-missing"]);
      },
    ));

  it("does not blame an operation for the same route of another API", () =>
    openSmallProject(
      {
        "template.yaml": template.replace(
          "  ListFunction:",
          `  OtherApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody: { openapi: 3.0.3, paths: { /notes: { get: { responses: {} } } } }
  ListFunction:`,
        ),
      },
      (project) => {
        const { cases } = wiringPhase(project);
        expect(cases.map(({ name, status }) => [name, status])).to.deep.equal([
          ["GET /notes → ListFunction", "passed"],
          ["POST /notes → AddFunction", "passed"],
          ["GET /notes → no function", "failed"],
        ]);
      },
    ));

  it("keeps a problem that belongs to no operation", () =>
    openSmallProject(
      {
        "template.yaml": `${template}  Lonely:
    Type: AWS::Serverless::Function
    Properties: { Handler: nowhere.handler }
`,
      },
      (project) => {
        const findings = wiringPhase(project);
        expect(findings.summary).to.equal("2 of 2 operations wired");
        expect(findings.problems.map(({ code }) => code)).to.deep.equal([
          "wiring/function-without-handler-file",
          "wiring/function-unreachable",
        ]);
      },
    ));
});
