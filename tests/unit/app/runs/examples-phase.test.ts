import { expect } from "chai";
import type { Project, ProjectApi } from "../../../../src/harness/app/project/load-project.ts";
import { examplesPhase } from "../../../../src/harness/app/runs/examples-phase.ts";
import type { Target } from "../../../../src/harness/core/target.ts";
import { answer, scriptedTarget } from "../../../support/app/scripted-target.ts";
import { httpTemplate } from "../../../support/app/http-template.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

function onlyApi({ apis }: Project): ProjectApi {
  const [api] = apis;
  if (api === undefined) throw new Error("The project has an API.");
  return api;
}

const run = (project: Project, target: Target) =>
  examplesPhase({
    project,
    api: onlyApi(project),
    target,
    failOn: "error",
    sink: { append: () => {} },
  });

const sound = ({ method }: { readonly method: string }) =>
  method === "GET" ? answer(200, { notes: [] }) : answer(201);

const unwired = {
  "template.yaml": smallProject["template.yaml"].replace("add.handler", "gone.handler"),
};

describe("The examples phase", () => {
  it("has a check for each request", () =>
    openSmallProject({}, async (project) => {
      const findings = await run(project, scriptedTarget(sound));
      expect(findings.summary).to.equal("3 requests to 2 operations");
      expect(findings.cases.map(({ name, status }) => [name, status])).to.deep.equal([
        ["listNotes: example → 200", "passed"],
        ["addNote: milk → 201", "passed"],
        ["addNote: bread → 201", "passed"],
      ]);
    }));

  it("shows how a failed request is sent again", () =>
    openSmallProject({}, async (project) => {
      const target = scriptedTarget(() => answer(200, {}), {
        kind: "stage-http",
        baseUrl: "http://127.0.0.1:40123/dev",
      });
      const [check] = (await run(project, target)).cases;
      expect(check?.status).to.equal("failed");
      expect(check?.problems[0]?.reproduction).to.equal(
        "curl -i 'http://127.0.0.1:3000/dev/notes'",
      );
    }));

  it("blames no handler for a status that the integration writes over", () =>
    openSmallProject(
      {
        "template.yaml": httpTemplate(),
        "openapi.yaml": smallProject["openapi.yaml"].replace(
          "type: aws_proxy\n",
          'type: aws_proxy\n        responseParameters: { "200": { "overwrite:statuscode": "203" } }\n',
        ),
      },
      async (project) => {
        const target = scriptedTarget(
          ({ method }) => (method === "GET" ? answer(203, { notes: [] }) : answer(202)),
          { gateway: "http" },
        );
        const [mapped, plain] = (await run(project, target)).cases;
        const [problem] = mapped?.problems ?? [];
        expect(problem?.code).to.equal("conformance/response-invalid");
        expect(problem?.hint).to.include("responseParameters").and.not.include("handler");
        expect(problem?.related.map(({ message }) => message)).to.deep.equal([
          "overwrite:statuscode makes 203 of 200",
        ]);
        expect(plain?.problems[0]?.hint).to.include("handler");
      },
    ));

  it("skips on this machine what is not wired", () =>
    openSmallProject(unwired, async (project) => {
      const target = scriptedTarget(sound);
      const findings = await run(project, target);
      expect(target.requests.map(({ method }) => method)).to.deep.equal(["GET"]);
      expect(findings.summary).to.equal("1 request to 2 operations, 1 not called");
      expect(findings.cases[1]).to.include({
        name: "addNote: its wiring is broken (wiring/function-without-handler-file)",
        status: "skipped",
        reason: "its wiring is broken (wiring/function-without-handler-file)",
      });
    }));

  it("calls behind a URL what is not wired here", () =>
    openSmallProject(unwired, async (project) => {
      const target = scriptedTarget(sound, { kind: "deployed", baseUrl: "https://example.com" });
      expect((await run(project, target)).summary).to.equal("3 requests to 2 operations");
    }));
});
