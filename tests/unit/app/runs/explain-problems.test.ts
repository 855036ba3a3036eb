import { expect } from "chai";
import type { Project, ProjectApi } from "../../../../src/harness/app/project/load-project.ts";
import { explainProblems, startedUrl } from "../../../../src/harness/app/runs/explain-problems.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { answer, scriptedTarget } from "../../../support/app/scripted-target.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

function apiAt({ apis }: Project, index = 0): ProjectApi {
  const api = apis[index];
  if (api === undefined) throw new Error("The project has such an API.");
  return api;
}

const targetAt = (kind: "stage" | "stage-http" | "deployed", baseUrl: string | null) =>
  scriptedTarget(() => answer(200), { kind, baseUrl });
const local = targetAt("stage-http", "http://127.0.0.1:40123/dev");

describe("The place to send a request again", () => {
  it("is the stage of `lockstep start` for a stage that ends with the run", () =>
    openSmallProject(
      {
        "template.yaml": `${smallProject["template.yaml"]}  OtherApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionUri: openapi.yaml }
`,
      },
      (project) => {
        expect(startedUrl(project, apiAt(project), local)).to.equal("http://127.0.0.1:3000/dev");
        expect(startedUrl(project, apiAt(project, 1), local)).to.equal("http://127.0.0.1:3001/dev");
      },
    ));

  it("is a deployed stage itself, and unknown without a socket", () =>
    openSmallProject({}, (project) => {
      const api = apiAt(project);
      const deployed = targetAt("deployed", "https://example.com/dev");
      expect(startedUrl(project, api, deployed)).to.equal("https://example.com/dev");
      expect(startedUrl(project, api, targetAt("stage", null))).to.equal(null);
    }));
});

describe("A problem of an answer", () => {
  it("names the handler that gave it, and a command that works after the run", () =>
    openSmallProject({}, (project) => {
      const problem = createProblem({
        code: "conformance/server-error",
        message: "m",
        operation: "POST /notes",
        reproduction: "curl -i 'http://127.0.0.1:40123/dev/notes'",
      });
      const explained = explainProblems(project, apiAt(project), local)(problem);
      expect(explained.reproduction).to.equal("curl -i 'http://127.0.0.1:3000/dev/notes'");
      expect(explained.related).to.deep.equal([
        {
          message: "the handler, handler of AddFunction",
          location: { file: "src/add.mjs", line: 1 },
        },
      ]);
    }));

  for (const [from, frames] of [
    [
      "a stack",
      (root: string) => [
        "Error: boom",
        "    at next (node:internal/x:1:1)",
        `    at parse (${root}/node_modules/p/index.js:3:4)`,
        `    at async Object.handler (${root}/src/add.mjs:7:55)`,
        `    at file://${root}/src/list.mjs:1:2`,
      ],
    ],
    ["a build", (root: string) => [`${root}/src/add.mjs:7:55: Could not resolve "../x"`]],
  ] as const)
    it(`of a function that failed is placed where ${from} says, beside the operation`, () =>
      openSmallProject({}, (project, root) => {
        const problem = createProblem({
          code: "conformance/function-failed",
          message: "m",
          operation: "POST /notes",
          location: { file: "openapi.yaml", line: 12 },
          details: [`log: at ${root}/src/logged.mjs:1:1`, ...frames(root)],
        });
        const explained = explainProblems(project, apiAt(project), local)(problem);
        expect(explained.location).to.deep.equal({ file: "src/add.mjs", line: 7, column: 55 });
        expect(explained.related[0]).to.deep.equal({
          message: "the operation",
          location: { file: "openapi.yaml", line: 12 },
        });
      }));

  it("of a function whose stack names no source stays at its operation", () =>
    openSmallProject({}, (project, root) => {
      const location = { file: "openapi.yaml", line: 12 };
      const problem = createProblem({
        code: "conformance/function-failed",
        message: "m",
        location,
        details: [
          `    at x (${root}/.lockstep/cache/x.mjs:1:1)`,
          "    at y (/elsewhere/y.mjs:1:1)",
        ],
      });
      const explained = explainProblems(project, apiAt(project), local)(problem);
      expect(explained).to.deep.equal(problem);
    }));

  it("of another kind names no handler", () =>
    openSmallProject({}, (project) => {
      const problem = createProblem({
        code: "contracts/state-failed",
        message: "m",
        operation: "POST /notes",
      });
      expect(explainProblems(project, apiAt(project), local)(problem)).to.deep.equal(problem);
    }));
});
