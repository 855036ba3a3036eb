import { expect } from "chai";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { FileStamps } from "../../../../src/harness/local/lambda/sources/file-stamps.ts";
import { loadWithStamps } from "../../../../src/harness/app/project/load-with-stamps.ts";
import type { ConfigOverrides } from "../../../../src/harness/app/project/resolve-config.ts";
import { layeredProject } from "../../../support/scenarios/layered-project.ts";
import { smallProject, withSmallProject, writeFiles } from "../../../support/app/small-project.ts";

const files = {
  "openapi.yaml": smallProject["openapi.yaml"].replace(
    "description: notes",
    "$ref: ./answers.yaml#/list\n          description: notes",
  ),
  "answers.yaml": "list: { description: notes }\n",
  "samconfig.toml": "version = 0.1\n[default.deploy.parameters]\nregion = 'eu-west-1'\n",
  "lockstep.config.ts":
    'import { stack } from "./config/stack.ts";\nexport default { stackName: stack };\n',
  "config/stack.ts": 'export const stack: string = "first";\n',
  "parameters.json": '{ "Stage": "dev" }',
};

describe("loadWithStamps", () => {
  it("keeps which files decide the project, with what they import and include", () =>
    withSmallProject(files, async (root) => {
      // What was written just now may be written again without a new time, and is not trusted.
      await delay(40);
      const overrides = { root, parameterOverrides: ["file://parameters.json"] };
      const { loaded, stamps } = await loadWithStamps(overrides, FileStamps.none);
      expect(loaded?.project.config.stackName).to.equal("first");
      const edited = async (file: string, text: string): Promise<readonly string[]> => {
        writeFiles(root, { [file]: text });
        return stamps.changed().map((each) => path.relative(root, each));
      };
      const all: string[] = [];
      for (const file of [
        "template.yaml",
        "openapi.yaml",
        "answers.yaml",
        "samconfig.toml",
        "lockstep.config.ts",
        "config/stack.ts",
        "parameters.json",
      ]) {
        all.push(file);
        expect(await edited(file, "# edited"), file).to.have.members(all);
      }
      // What a function's source says is its own business.
      expect(await edited("src/list.mjs", "export {};")).to.have.members(all);
    }));

  it("keeps them where the project cannot be loaded, together with those of before", () =>
    withSmallProject(files, async (root) => {
      const sound = await loadWithStamps({ root }, FileStamps.none);
      writeFiles(root, { "config/stack.ts": "export const" });
      const broken = await loadWithStamps({ root }, sound.stamps);
      expect(broken.loaded).to.equal(null);
      expect(LockstepError.is(broken.error) && broken.error.code).to.equal(
        "project/config-unreadable",
      );
      expect(broken.stamps.changed()).to.deep.equal([]);
      writeFiles(root, { "config/stack.ts": 'export const stack = "second";' });
      expect(broken.stamps.changed()).to.deep.equal([path.join(root, "config/stack.ts")]);
      const mended = await loadWithStamps({ root }, broken.stamps);
      expect(mended.loaded?.project.config.stackName).to.equal("second");
    }));

  it("keeps the file of variables, wherever it is named, and folders of layers", () =>
    withSmallProject({ ...layeredProject, "env.json": "{}" }, async (root) => {
      const edited = async (overrides: ConfigOverrides, change: () => void) => {
        await delay(40);
        const { stamps } = await loadWithStamps({ root, ...overrides }, FileStamps.none);
        await delay(40);
        expect(stamps.changed()).to.deep.equal([]);
        change();
        return stamps.changed().map((each) => path.relative(root, each));
      };
      const variables = '{ "Parameters": { "LOG_LEVEL": "debug" } }';
      const named = { envVars: "env.json" };
      expect(await edited(named, () => writeFiles(root, { "env.json": variables }))).to.deep.equal([
        "env.json",
      ]);
      const samconfig = '[default.local_start_api.parameters]\nenv_vars = "none.json"\n';
      writeFiles(root, { "samconfig.toml": samconfig });
      expect(await edited({}, () => writeFiles(root, { "none.json": variables }))).to.deep.equal([
        "none.json",
      ]);
      const away = () => renameSync(path.join(root, "layers/shared"), path.join(root, "away"));
      expect(await edited({}, away)).to.deep.equal(["layers/shared"]);
    }));

  it("takes what a pipe gave once for good", () =>
    withSmallProject({}, async (root) => {
      const pipe = path.join(root, "pipe");
      execFileSync("mkfifo", [pipe]);
      const writer = spawn("sh", ["-c", 'echo "LOG_LEVEL=debug" > pipe'], { cwd: root });
      const first = await loadWithStamps({ root, envVars: pipe }, FileStamps.none);
      if (writer.exitCode === null) await once(writer, "exit");
      const second = await loadWithStamps({ root, envVars: pipe }, first.stamps);
      for (const { loaded } of [first, second])
        expect(loaded?.project.config.envVars.vars?.global).to.deep.equal({ LOG_LEVEL: "debug" });
    }));
});
