import { join } from "node:path";
import { expect } from "chai";
import { closeSession, loadFunction, openApi, LockstepError, type Api } from "lockstep-sam";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const files: ProjectFiles = {
  "template.yaml": smallProject["template.yaml"].replace(
    "CodeUri: src }",
    "CodeUri: src, Environment: { Variables: { NOTE: ofTemplate } } }",
  ),
  "src/list.mjs":
    'export const handler = async () => ({ statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ notes: [process.env.NOTE, process.env.OTHER ?? "none"] }) });',
  "env.json": '{ "Parameters": { "NOTE": "of file", "OTHER": "x" } }',
};

describe("Variables in tests", function () {
  this.timeout(30_000);
  after(() => closeSession());

  const notesOf = async (api: Api): Promise<unknown> => {
    try {
      return (await api.call("listNotes")).json;
    } finally {
      await api.close();
    }
  };

  it("of loadFunction are those of a file or an object; its environment counts more", () =>
    withSmallProject(files, async (root) => {
      const notes = async (options: Parameters<typeof loadFunction>[1]) =>
        (await (await loadFunction("ListFunction", { root, ...options }))({})).json;
      expect(await notes({})).to.deep.equal({ notes: ["ofTemplate", "none"] });
      expect(await notes({ envVars: "env.json" })).to.deep.equal({ notes: ["of file", "none"] });
      expect(await notes({ envVars: join(root, "env.json"), envVarsAll: true })).to.deep.equal({
        notes: ["of file", "x"],
      });
      const own = { ListFunction: { NOTE: 1 } };
      expect(await notes({ envVars: own })).to.deep.equal({ notes: ["1", "none"] });
      expect(
        await notes({ envVars: own, environment: { NOTE: "most", OTHER: "too" } }),
      ).to.deep.equal({ notes: ["most", "too"] });
      await closeSession();
    }));

  it("that are not passed are warned of, once and without their values", () =>
    withSmallProject(files, async (root) => {
      const warnings: Error[] = [];
      const listen = (warning: Error): void => void warnings.push(warning);
      process.on("warning", listen);
      try {
        const envVars = { ListFunction: { NOTE: "a", OTHR: "hunter2" } };
        await loadFunction("ListFunction", { root, envVars });
        await loadFunction("ListFunction", { root, envVars });
        await loadFunction("ListFunction", { root });
        await new Promise((resolve) => setImmediate(resolve));
      } finally {
        process.off("warning", listen);
      }
      const told = warnings.filter(({ name }) => name === "LockstepWarning");
      expect(told.map(({ message }) => message)).to.have.length(1);
      expect(told[0]).to.have.property("code", "project/env-vars-undeclared");
      expect(told[0]?.message).to.include("OTHR").and.not.include("hunter2");
      await closeSession();
    }));

  it("of openApi are the same", () =>
    withSmallProject(files, async (root) => {
      const api = await openApi({ root, envVars: { Parameters: { NOTE: "of test" } } });
      expect(await notesOf(api)).to.deep.equal({ notes: ["of test", "none"] });
    }));

  it("are those of the configuration where the test gives none", () =>
    withSmallProject(
      { ...files, "lockstep.config.json": '{ "envVars": "env.json", "envVarsAll": true }' },
      async (root) => {
        expect(await notesOf(await openApi({ root }))).to.deep.equal({ notes: ["of file", "x"] });
        const bare = await openApi({ root, envVars: false });
        expect(await notesOf(bare)).to.deep.equal({ notes: ["ofTemplate", "none"] });
      },
    ));

  it("have to be of the form they have in a file", () =>
    withSmallProject(files, async (root) => {
      // @ts-expect-error: a list is no variable.
      const wrong = openApi({ root, envVars: { ListFunction: { NOTE: ["a"] } } });
      const error = await wrong.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(LockstepError);
      expect(String(error)).to.contain('the option envVars: NOTE of "ListFunction" holds a list');
    }));
});
