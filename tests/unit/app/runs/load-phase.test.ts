import { expect } from "chai";
import { loadPhase } from "../../../../src/harness/app/runs/load-phase.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

const template = smallProject["template.yaml"];
const inline = (name: string, body: string): string => `  ${name}:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionBody: { openapi: 3.0.3, info: { title: ${name}, version: "1" }, paths: { ${body} } } }
`;

describe("The load phase", () => {
  it("has a check for each file, with what is wrong in it", () =>
    openSmallProject({}, async (project) => {
      const findings = await loadPhase(project, []);
      expect(findings.summary).to.equal("1 API, 2 operations, 2 functions, 0 tables");
      expect(
        findings.cases.map(({ name, status, problems }) => [
          name,
          status,
          problems.map(({ code }) => code),
        ]),
      ).to.deep.equal([
        ["template.yaml", "passed", []],
        ["openapi.yaml", "passed", ["openapi/body-not-validated"]],
      ]);
    }));

  it("counts an API of events alone, which has no document", () => {
    const events = template.replace(/ {6}DefinitionBody:\n.*\n/u, "");
    return openSmallProject({ "template.yaml": events }, async (project) => {
      const { summary } = await loadPhase(project, []);
      expect(summary).to.equal("1 API without a document, 2 functions, 0 tables");
    });
  });

  it("reports a document that two APIs share once", () =>
    openSmallProject(
      {
        "template.yaml": `${template}  OtherApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionUri: openapi.yaml }
`,
      },
      async (project) => {
        const findings = await loadPhase(project, []);
        expect(findings.summary).to.match(/^2 APIs, 4 operations/);
        expect(findings.cases.map(({ name }) => name)).to.deep.equal([
          "template.yaml",
          "openapi.yaml",
        ]);
      },
    ));

  it("reports every document inside the template", () =>
    openSmallProject(
      {
        "template.yaml": `${template}${inline("First", "/a: { get: {} }")}${inline("Second", "/b: { get: {} }")}`,
      },
      async (project) => {
        const { cases } = await loadPhase(project, []);
        expect(cases.map(({ name }) => name)).to.deep.equal([
          "template.yaml",
          "openapi.yaml",
          "template.yaml",
          "template.yaml",
        ]);
      },
    ));

  it("keeps the problems of configuration and of finding files", () =>
    openSmallProject({ "template.yaml": "Resources: {}\n" }, async (project) => {
      const config = createProblem({ code: "template/config-syntax-error", message: "m" });
      const { problems } = await loadPhase(project, [config]);
      expect(problems.map(({ code }) => code)).to.deep.equal([
        "template/config-syntax-error",
        "project/no-api",
      ]);
    }));
});
