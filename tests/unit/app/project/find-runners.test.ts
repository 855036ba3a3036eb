import { join } from "node:path";
import { expect } from "chai";
import { defineFunctions } from "../../../../src/harness/app/project/define-functions.ts";
import {
  isRun,
  runnerOf,
  whatIsMissing,
  type FunctionRunner,
} from "../../../../src/harness/app/project/find-runners.ts";
import type { Project } from "../../../../src/harness/app/project/load-project.ts";
import {
  openSmallProject,
  smallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";
import { virtualEnvironment } from "../../../support/app/virtual-environment.ts";

/** The small project with ListFunction on another runtime. */
function listOn(runtime: string, files: ProjectFiles = {}): ProjectFiles {
  const template = smallProject["template.yaml"].replace(
    "Handler: list.handler",
    `Handler: list.handler\n      Runtime: ${runtime}`,
  );
  return { "template.yaml": template, ...files };
}

const interpreter = process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python3";

const python = { ...virtualEnvironment, "src/list.py": "def handler(event, context): pass\n" };

const notes = ({ template }: Project) =>
  template.problems.filter(({ code }) => code === "template/runtime-not-run");

const runs = ({ model, runners }: Project): boolean | undefined =>
  model.functions
    .filter(({ resource }) => resource.logicalId === "ListFunction")
    .map((fn) => isRun(runners.get("ListFunction"), fn))[0];

describe("What runs a function", () => {
  const chosen = process.env["LOCKSTEP_PYTHON"];
  before(() => delete process.env["LOCKSTEP_PYTHON"]);
  after(() => {
    if (chosen !== undefined) process.env["LOCKSTEP_PYTHON"] = chosen;
  });

  it("is Node.js, or a program where it is there", () =>
    openSmallProject(listOn("python3.13", python), (project, root) => {
      expect(project.runners.get("AddFunction")).to.deep.equal({ kind: "node" });
      const runner = project.runners.get("ListFunction");
      expect(runner?.kind === "program" && runner.search).to.deep.equal({
        ok: true,
        command: {
          kind: "python",
          executable: join(root, interpreter),
          args: ["-m", "awslambdaric", "list.handler"],
          taskRoot: join(root, "src"),
        },
      });
      expect(runs(project)).to.equal(true);
      expect(notes(project)).to.deep.equal([]);
      const definition = defineFunctions(project).find(
        ({ logicalId }) => logicalId === "ListFunction",
      );
      expect(definition).to.include({
        runtime: "python3.13",
        entryFile: join(root, "src/list.py"),
      });
    }));

  it("is nothing for a Python function whose file is not there", () =>
    openSmallProject(listOn("python3.13", virtualEnvironment), (project) => {
      expect(runs(project)).to.equal(false);
    }));

  it("lacks its bootstrap, which the note says", () =>
    openSmallProject(listOn("provided.al2023"), (project, root) => {
      const missing = whatIsMissing(project.runners.get("ListFunction"));
      expect(missing).to.contain(join(root, ".aws-sam/build/ListFunction/bootstrap"));
      expect(runs(project)).to.equal(false);
      expect(notes(project).map(({ hint }) => hint)).to.deep.equal([missing]);
      // It fails with that when it is invoked all the same.
      expect(defineFunctions(project).map(({ logicalId }) => logicalId)).to.include("ListFunction");
    }));

  it("is nothing for other languages, and for code that is not there", async () => {
    const inline = listOn("python3.13\n      InlineCode: print(1)", virtualEnvironment);
    for (const files of [listOn("java21"), inline]) {
      await openSmallProject(files, (project) => {
        expect(project.runners.get("ListFunction")).to.deep.equal({ kind: "none" });
        expect(notes(project)).to.have.length(1);
        expect(defineFunctions(project).map(({ logicalId }) => logicalId)).to.deep.equal([
          "AddFunction",
        ]);
      });
    }
  });

  it("finds the modules of Python where the handler's file lies, above CodeUri too", () =>
    openSmallProject(
      {
        ...listOn("python3.13", virtualEnvironment),
        "list.py": "def handler(event, context): pass\n",
        "template.yaml": "",
        "infra/template.yaml": (listOn("python3.13")["template.yaml"] ?? "").replace(
          "Location: openapi.yaml",
          "Location: ../openapi.yaml",
        ),
        "lockstep.config.json": '{ "template": "infra/template.yaml" }',
        "src/list.py": "def handler(event, context): pass\n",
      },
      (project, root) => {
        const runner = project.runners.get("ListFunction");
        const taskRoot =
          runner?.kind === "program" && runner.search.ok ? runner.search.command.taskRoot : null;
        expect(taskRoot).to.equal(join(root, "src"));
      },
    ));

  it("is that of the stack an operation leads into, not of a function with the same name above", () => {
    const node: FunctionRunner = { kind: "node" };
    const runners = new Map<string, FunctionRunner>([
      ["ListFunction", { kind: "none" }],
      ["Orders/ListFunction", node],
    ]);
    const operation = (functionId: string): Parameters<typeof runnerOf>[1] => ({
      integration: { kind: "lambda", functionId, qualifier: null },
    });
    expect(runnerOf(runners, operation("Orders/ListFunction"))).to.equal(node);
    expect(runnerOf(runners, operation("ListFunction"))).to.deep.equal({ kind: "none" });
    expect(runnerOf(runners, operation("Elsewhere/ListFunction"))).to.equal(undefined);
    expect(runnerOf(runners, { integration: { kind: "none" } })).to.equal(undefined);
  });
});
