import { expect } from "chai";
import {
  loadConfigFile,
  loadConfigFileNow,
} from "../../../../src/harness/app/project/load-config-file.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { writeFiles, type ProjectFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const inFolder = <T>(files: ProjectFiles, work: (root: string) => Promise<T> | T): Promise<T> =>
  withTemporaryFolder((root) => {
    writeFiles(root, files);
    return work(root);
  });

const typescript = `const stage: string = "dev";\nexport default { stage };\n`;
const module = `export default { stage: "mjs" };\n`;

describe("The configuration file", () => {
  it("is none when the project has none", () =>
    inFolder({}, async (root) => {
      expect(await loadConfigFile(root, undefined)).to.equal(null);
      expect(loadConfigFileNow(root, undefined)).to.equal(null);
    }));

  const kinds: readonly (readonly [file: string, text: string, stage: string])[] = [
    ["lockstep.config.ts", typescript, "dev"],
    ["lockstep.config.mts", typescript, "dev"],
    ["lockstep.config.mjs", module, "mjs"],
    ["lockstep.config.json", '{ "stage": "json" }', "json"],
  ];
  for (const [file, text, stage] of kinds) {
    it(`is found as ${file}`, () =>
      inFolder({ [file]: text }, async (root) => {
        expect(await loadConfigFile(root, undefined)).to.deep.equal({ file, value: { stage } });
      }));

    it(`is found as ${file} without waiting`, () =>
      inFolder({ [file]: text }, (root) => {
        expect(loadConfigFileNow(root, undefined)).to.deep.equal({ file, value: { stage } });
      }));
  }

  it("in TypeScript wins over the one in JSON", () =>
    inFolder(
      { "lockstep.config.json": '{ "stage": "json" }', "lockstep.config.ts": typescript },
      async (root) => {
        expect((await loadConfigFile(root, undefined))?.file).to.equal("lockstep.config.ts");
      },
    ));

  it("may import its neighbours", () =>
    inFolder(
      {
        "lockstep.config.ts": `import { stage } from "./stage.ts";\nexport default { stage };\n`,
        "stage.ts": `export const stage: string = "near";\n`,
      },
      async (root) => {
        expect((await loadConfigFile(root, undefined))?.value).to.deep.equal({ stage: "near" });
      },
    ));

  it("has no value when it has no default export", () =>
    inFolder({ "lockstep.config.mjs": "export const stage = 1;\n" }, async (root) => {
      expect(await loadConfigFile(root, undefined)).to.deep.equal({
        file: "lockstep.config.mjs",
        value: undefined,
      });
    }));

  it("that is named must be there", () =>
    inFolder({ "lockstep.config.mjs": module }, async (root) => {
      const error = await lockstepErrorOf(() => loadConfigFile(root, "other.config.ts"));
      expect(error).to.include({ code: "project/config-unreadable", exitCode: 2 });
      expect(error.summary).to.equal("There is no configuration file at other.config.ts.");
    }));

  it("that is named is taken in place of the usual one", () =>
    inFolder(
      { "lockstep.config.mjs": module, "ci/other.json": '{ "stage": "ci" }' },
      async (root) => {
        expect((await loadConfigFile(root, "ci/other.json"))?.value).to.deep.equal({ stage: "ci" });
      },
    ));

  it("that does not parse is told with its place", () =>
    inFolder({ "lockstep.config.ts": "export default {\n  stage: ,\n};\n" }, async (root) => {
      const error = await lockstepErrorOf(() => loadConfigFile(root, undefined));
      expect(error).to.include({ code: "project/config-unreadable", exitCode: 2 });
      expect(error.message).to.contain("lockstep.config.ts:2:");
    }));

  it("that throws while it loads is told with what it threw", () =>
    inFolder({ "lockstep.config.mjs": 'throw new Error("no token");\n' }, async (root) => {
      for (const load of [loadConfigFile, loadConfigFileNow]) {
        const error = await lockstepErrorOf(() => load(root, undefined));
        expect(error.code).to.equal("project/config-unreadable");
        expect(error.message).to.contain("lockstep.config.mjs");
        expect(error.message).to.contain("no token");
      }
    }));

  it("in broken JSON is told with its name and the place", () =>
    inFolder({ "lockstep.config.json": "{" }, async (root) => {
      for (const load of [loadConfigFile, loadConfigFileNow]) {
        const error = await lockstepErrorOf(() => load(root, undefined));
        expect(error.code).to.equal("project/config-unreadable");
        expect(error.message).to.match(/^lockstep\.config\.json:1:2 is not JSON: /);
      }
    }));
});
