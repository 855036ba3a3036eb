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
