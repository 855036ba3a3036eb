import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { loadUserModule } from "../../../../src/harness/local/lambda/load-user-module.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { functionsFolder } from "../../../support/lambda/define-function.ts";

const typescript = path.join(functionsFolder, "typescript");

async function errorOf(loading: Promise<unknown>): Promise<LockstepError> {
  try {
    await loading;
  } catch (error) {
    if (LockstepError.is(error)) return error;
    throw error;
  }
  throw new Error("The module was loaded.");
}

describe("loadUserModule", () => {
  it("loads TypeScript with its local imports", async () => {
    const module = await loadUserModule(path.join(typescript, "settings.ts"), { root: typescript });
    expect(module["default"]).to.deep.equal({ table: "not-set", enabled: true });
  });

  it("loads a CommonJS module and a module of TypeScript with an enum", async () => {
    const commonjs = path.join(functionsFolder, "commonjs");
    const module = await loadUserModule(path.join(commonjs, "app.cjs"), { root: commonjs });
    expect(module["default"]).to.have.property("handler").that.is.a("function");
    const enumerated = await loadUserModule(path.join(typescript, "enumerated.ts"), {
      root: typescript,
    });
    expect(enumerated["handler"]).to.be.a("function");
  });

  it("sees an edited module, also of a kept cache", () =>
    withTemporaryFolder(async (folder) => {
      const file = path.join(folder, "lockstep.config.ts");
      const options = { root: folder, cacheFolder: path.join(folder, "cache") };
      for (const value of [1, 2]) {
        writeFileSync(file, `const value: number = ${value};\nexport default value;\n`);
        expect((await loadUserModule(file, options))["default"]).to.equal(value);
      }
    }));

  it("shows the place of a syntax error, relative to the root", async () => {
    const error = await errorOf(
      loadUserModule(path.join(typescript, "broken.ts"), { root: functionsFolder }),
    );
    expect(error.code).to.equal("lambda/module-not-loadable");
    expect(error.message).to.match(
      /typescript\/broken\.ts cannot be built\. typescript\/broken\.ts:2:25: /,
    );
  });

  it("hands on what the module threw, with its place in the source", async () => {
    const error = await errorOf(
      loadUserModule(path.join(typescript, "throws-at-load.ts"), { root: functionsFolder }),
    );
    expect(error.message).to.contain("failed while it was loaded. Error: not today");
    expect(error.details.join("\n")).to.match(/throws-at-load\.ts:3:/);
    expect(error.cause).to.be.instanceOf(Error).with.property("message", "not today");
  });

  it("says that there is no such file, a folder neither", () =>
    withTemporaryFolder(async (folder) => {
      mkdirSync(path.join(folder, "states.ts"));
      for (const name of ["absent.ts", "states.ts"]) {
        const error = await errorOf(loadUserModule(path.join(folder, name), { root: folder }));
        expect(error.summary).to.equal(`There is no file ${name}.`);
      }
    }));
});
