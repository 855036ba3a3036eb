import { expect } from "chai";
import {
  resolveConfig,
  resolveConfigs,
} from "../../../../src/harness/app/project/resolve-config.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { smallProject, writeFiles, type ProjectFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const below = (folder: string): ProjectFiles =>
  Object.fromEntries(
    Object.entries(smallProject).map(([name, text]) => [`${folder}/${name}`, text]),
  );
const templates = ["a/template.yaml", "b/template.yaml"];
const samconfig = (stack: string) =>
  `version = 0.1\n[default.global.parameters]\nstack_name = "${stack}"\n`;

function withTwo<T>(changes: ProjectFiles, work: (root: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder((root) => {
    writeFiles(root, { ...below("a"), ...below("b"), ...changes });
    return work(root);
  });
}

const check = (root: string, template?: readonly string[]) =>
  runCheck({
    overrides: { root, template },
    url: null,
    headers: [],
    apiLogicalId: null,
    isStatic: true,
    listener: recordPhases(),
  });

describe("Several templates in one repository", () => {
  it("each work from the root, with the paths of their folder", () =>
    withTwo({ "b/src/add.mjs": "" }, async (root) => {
      const a = await check(root, ["a/template.yaml"]);
      expect(a).to.include({ exitCode: 0 });
      expect(a.project?.apis[0]?.spec).to.equal("a/openapi.yaml");
      const b = await check(root, ["b/template.yaml"]);
      expect(allProblems(b).map(({ location }) => location?.file)).to.include("b/src/add.mjs");
    }));

  it("are checked one after the other, each phase with its template", () =>
    withTwo({}, async (root) => {
      const result = await check(root, templates);
      expect(result.exitCode).to.equal(0);
      expect(result.project).to.deep.include({ template: null, templates });
      expect(result.phases.map(({ template }) => template)).to.deep.equal(
        templates.flatMap((template) => Array.from({ length: 5 }, () => template)),
      );
      expect(result.phases[1]?.title).to.equal("Wiring (a/template.yaml)");
    }));

  it("share a file of variables: only what is for none of them is told, once", () => {
    const variables = {
      "a/template.yaml": smallProject["template.yaml"].replaceAll("AddFunction", "OwnFunction"),
      "a/openapi.yaml": smallProject["openapi.yaml"].replaceAll("AddFunction", "OwnFunction"),
      "env.json": JSON.stringify({ OwnFunction: {}, AddFunction: {}, NoFunction: {} }),
      "lockstep.config.json": JSON.stringify({ template: templates, envVars: "env.json" }),
    };
    return withTwo(variables, async (root) => {
      const found = allProblems(await check(root)).filter(({ code }) => code.includes("env-vars"));
      expect(found.map(({ message }) => message)).to.deep.equal([
        "env.json has variables for NoFunction, and no function goes by that name.",
      ]);
    });
  });

  it("may be listed in the configuration; a command about one of them asks which", () =>
    withTwo({ "lockstep.config.json": JSON.stringify({ template: templates }) }, async (root) => {
      expect((await check(root)).phases).to.have.length(10);
      const error = await lockstepErrorOf(() => resolveConfig({ root }));
      expect(error).to.include({ code: "project/template-ambiguous", exitCode: 2 });
      const { config } = await resolveConfig({ root, template: "b/template.yaml" });
      expect(config.template).to.equal("b/template.yaml");
    }));

  it("are named where none lies in the root", () =>
    withTwo({}, async (root) => {
      const error = await lockstepErrorOf(() => resolveConfig({ root }));
      expect(error.code).to.equal("template/not-found");
      expect(error.hint).to.contain("a/template.yaml, b/template.yaml");
    }));

  it("have the samconfig beside them, else that of the root", () =>
    withTwo(
      { "a/samconfig.toml": samconfig("own"), "samconfig.toml": samconfig("shared") },
      async (root) => {
        const all = await resolveConfigs({ root, template: templates });
        expect(all.map(({ config }) => config.stackName)).to.deep.equal(["own", "shared"]);
      },
    ));

  it("have the folders beside them", () =>
    withTwo({ "a/events/x.json": "{}", "events/y.json": "{}" }, async (root) => {
      const events = async (template: string | readonly string[]) =>
        (await resolveConfigs({ root, template })).map(({ config }) => config.events);
      expect(await events("a/template.yaml")).to.deep.equal(["a/events"]);
      expect(await events("b/template.yaml")).to.deep.equal(["events"]);
      expect(await events(templates)).to.deep.equal(["a/events", "b/events"]);
    }));
});

describe("samconfig", () => {
  const yaml = `version: 0.1\nstaging:\n  deploy:\n    parameters:\n      parameter_overrides: [Stage=staging]\n`;

  it("in YAML, of another name, is read where it is named", () =>
    withTwo({ "a/ci.yaml": yaml }, async (root) => {
      const { config, samConfigFile } = await resolveConfig({
        root,
        template: "a/template.yaml",
        samConfigFile: "ci.yaml",
        stage: "staging",
      });
      expect(config.parameters).to.deep.equal({ Stage: "staging" });
      expect(samConfigFile).to.equal("a/ci.yaml");
    }));

  it("that is named and not there is an error", () =>
    withTwo({}, async (root) => {
      const error = await lockstepErrorOf(() =>
        resolveConfig({ root, template: "a/template.yaml", samConfigFile: "gone.toml" }),
      );
      expect(error).to.include({ code: "project/config-unreadable", exitCode: 2 });
    }));

  it("names the template relative to itself", () =>
    withTwo(
      { "deploy/samconfig.toml": '[default.build.parameters]\ntemplate = "../a/template.yaml"\n' },
      async (root) => {
        const { config } = await resolveConfig({ root, samConfigFile: "deploy/samconfig.toml" });
        expect(config.template).to.equal("a/template.yaml");
      },
    ));
});
