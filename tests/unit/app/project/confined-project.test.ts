import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { loadProject, type Project } from "../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { smallProject, writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const secret = "aws_secret: hunter2hunter2\n  oops: [\n";

interface Place {
  readonly folder: string;
  readonly root: string;
}

/** A project in `repo/services/notes`, and a secret beside the repository. */
function withProject(
  files: Readonly<Record<string, string>>,
  run: (place: Place) => void | Promise<void>,
): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const root = join(folder, "repo/services/notes");
    mkdirSync(join(folder, "repo/.git"), { recursive: true });
    writeFiles(folder, { "outside/secret.yaml": secret });
    writeFiles(root, { ...smallProject, ...files });
    await run({ folder, root });
  });
}

const load = async (root: string, template?: string): Promise<Project> =>
  loadProject((await resolveConfig({ root, template })).config);

const allOf = ({ problems, template, model }: Project) => [
  ...problems,
  ...template.problems,
  ...model.problems,
];

function expectRefused(project: Project, file = "../../../outside/secret.yaml"): void {
  const all = allOf(project);
  const refused = all.filter(({ code }) => code === "project/file-outside-project");
  expect(refused.map(({ actual }) => actual)).to.deep.equal([file]);
  expect(refused[0]?.hint).to.contain("--root");
  expect(refused[0]?.location?.file).to.equal("template.yaml");
  expect(JSON.stringify(all)).to.not.contain("hunter2");
  expect(all.some(({ location }) => location?.file.includes("secret"))).to.equal(false);
}

const located = (location: string): string =>
  smallProject["template.yaml"].replace("Location: openapi.yaml", `Location: ${location}`);
const named = (location: string): string =>
  smallProject["template.yaml"].replace(/DefinitionBody:\n.*\n/, `DefinitionUri: ${location}\n`);
const nested = (location: string): string =>
  `${smallProject["template.yaml"]}  Child: { Type: AWS::Serverless::Application, Properties: { Location: ${location} } }\n`;

describe("A project reads no file outside of it", () => {
  for (const [title, text] of [
    ["include", located],
    ["DefinitionUri", named],
    ["nested stack", nested],
  ] as const) {
    it(`by the relative path of an ${title}`, () =>
      withProject({ "template.yaml": text("../../../outside/secret.yaml") }, async ({ root }) =>
        expectRefused(await load(root)),
      ));

    it(`by the absolute path of an ${title}, be it there or not`, () =>
      withProject({}, async ({ folder, root }) => {
        for (const name of ["secret.yaml", "none.yaml"]) {
          const file = join(folder, "outside", name);
          writeFiles(root, { "template.yaml": text(file) });
          expectRefused(await load(root), file);
        }
      }));

    it(`by a link an ${title} names`, () =>
      withProject({ "template.yaml": text("link.yaml") }, async ({ folder, root }) => {
        symlinkSync(join(folder, "outside/secret.yaml"), join(root, "link.yaml"));
        expectRefused(await load(root), "link.yaml");
      }));
  }

  it("for a handler, which is told as not looked at", () =>
    withProject(
      {
        "template.yaml": smallProject["template.yaml"].replace(
          "CodeUri: src",
          "CodeUri: ../../../outside",
        ),
      },
      async ({ folder, root }) => {
        writeFiles(folder, { "outside/list.mjs": "export const handler = () => {};" });
        const { model } = await load(root);
        expect(model.functions.map(({ handler }) => handler)).to.deep.equal([null, null]);
        expect(model.problems.map(({ code, message }) => [code, message])).to.deep.equal([
          [
            "wiring/handler-not-checked",
            "The handler of ListFunction, AddFunction is not looked at: its code lies outside the project.",
          ],
        ]);
      },
    ));

  it("for a handler file that is a link out of it", () =>
    withProject({}, async ({ folder, root }) => {
      writeFiles(folder, { "outside/away.mjs": "export const handler = () => {};" });
      symlinkSync(join(folder, "outside/away.mjs"), join(root, "src/away.mjs"));
      writeFiles(root, {
        "template.yaml": smallProject["template.yaml"].replace("add.handler", "away.handler"),
      });
      const { model } = await load(root);
      expect(model.problems.map(({ message }) => message)).to.deep.equal([
        "The handler of AddFunction is not looked at: its handler file is a link out of the project.",
      ]);
    }));

  it("for parameters of samconfig", () =>
    withProject(
      {
        "samconfig.toml":
          'version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "file://../../../outside/secret.yaml"\n',
      },
      async ({ root }) => {
        const { problems, config } = await resolveConfig({ root });
        expect(problems.map(({ message }) => message)).to.deep.equal([
          "parameter_overrides: ../../../outside/secret.yaml lies outside the project and is not read.",
        ]);
        expect(config.parameters).to.deep.equal({});
      },
    ));

  it("for the template that samconfig names, unless it is named by hand", () =>
    withProject(
      {
        "samconfig.toml":
          'version = 0.1\n[default.deploy.parameters]\ntemplate_file = "../../../outside/secret.yaml"\n',
      },
      async ({ root }) => {
        const error = await lockstepErrorOf(() => resolveConfig({ root }));
        expect(error.code).to.equal("project/config-invalid");
        expect(error.summary).to.contain("outside the project");
        const { config } = await resolveConfig({ root, template: "template.yaml" });
        expect(config.template).to.equal("template.yaml");
      },
    ));

  it("when template.yaml or samconfig.toml is a link", () =>
    withTemporaryFolder(async (folder) => {
      writeFiles(folder, { "outside/secret.yaml": secret, "root/a.txt": "" });
      const root = join(folder, "root");
      symlinkSync(join(folder, "outside/secret.yaml"), join(root, "template.yaml"));
      const template = await lockstepErrorOf(() => load(root));
      expect(template.code).to.equal("template/not-found");
      expect(template.hint).to.contain("--template");
      symlinkSync(join(folder, "outside/secret.yaml"), join(root, "samconfig.toml"));
      const config = await lockstepErrorOf(() => resolveConfig({ root }));
      expect(config.code).to.equal("project/config-unreadable");
    }));
});

describe("A project reads", () => {
  it("what lies elsewhere in its repository", () =>
    withProject(
      { "template.yaml": located("../../shared/openapi.yaml") },
      async ({ folder, root }) => {
        writeFiles(folder, { "repo/shared/openapi.yaml": smallProject["openapi.yaml"] });
        const project = await load(root);
        expect(project.apis.map(({ document }) => document.file)).to.deep.equal([
          "../../shared/openapi.yaml",
        ]);
        expect(project.problems).to.deep.equal([]);
      },
    ));

  it("a template outside the root, with what lies beside it and in its repository", () =>
    withProject(
      { "template.yaml": located("../../shared/openapi.yaml") },
      async ({ folder, root }) => {
        writeFiles(folder, {
          "repo/shared/openapi.yaml": smallProject["openapi.yaml"],
          "elsewhere/a.txt": "",
        });
        const project = await load(join(folder, "elsewhere"), join(root, "template.yaml"));
        expect(allOf(project)).to.deep.equal([]);
        expect(project.apis).to.have.length(1);
      },
    ));

  it("what lies below the root where there is no repository, and nothing beside it", () =>
    withTemporaryFolder(async (folder) => {
      writeFiles(join(folder, "notes"), {
        ...smallProject,
        "template.yaml": located("../openapi.yaml"),
      });
      writeFiles(folder, { "openapi.yaml": smallProject["openapi.yaml"] });
      expect((await load(join(folder, "notes"))).problems.map(({ code }) => code)).to.deep.equal([
        "project/file-outside-project",
      ]);
      const whole = await load(folder, "notes/template.yaml");
      expect(whole.problems).to.deep.equal([]);
      expect(whole.apis).to.have.length(1);
    }));
});
