import { expect } from "chai";
import path from "node:path";
import { createBuildCache } from "../../../../../src/harness/local/lambda/build/build-cache.ts";
import { prepareSource } from "../../../../../src/harness/local/lambda/sources/prepare-source.ts";
import { defineFunctions } from "../../../../../src/harness/app/project/define-functions.ts";
import { openSmallProject } from "../../../../support/app/small-project.ts";
import { layeredProject } from "../../../../support/scenarios/layered-project.ts";

describe("the files a function is made of", () => {
  for (const name of ["PlainFunction", "RequiringFunction", "TypedFunction", "BundledFunction"])
    it(`hold what it loads from layers (${name})`, () =>
      openSmallProject(layeredProject, async (project, root) => {
        const definition = defineFunctions(project).find(({ logicalId }) => logicalId === name);
        if (definition === undefined) throw new Error(`There is no ${name}.`);
        const cache = createBuildCache(path.join(root, "cache"));
        const { prepared, inputs, loaded } = await prepareSource(definition, cache, null);
        expect(prepared.ok).to.equal(true);
        const files = [...inputs, ...loaded].map((file) => path.relative(root, file));
        expect(files).to.include.members([
          "layers/built/node_modules/colour/b.js",
          "layers/shared/nodejs/node_modules/greeting/a.js",
          "layers/shared/nodejs/shout.mjs",
        ]);
      }));

  it("hold the layers of a function in Python", () =>
    openSmallProject(
      { ...layeredProject, "layers/shared/python/a.py": "" },
      async (project, root) => {
        const [known] = defineFunctions(project);
        if (known === undefined) throw new Error("There is no function.");
        const layers = [{ folder: path.join(root, "layers/shared"), below: "" }];
        const definition = { ...known, runtime: "python3.13", layers };
        const cache = createBuildCache(path.join(root, "cache"));
        const { loaded } = await prepareSource(definition, cache, null);
        expect(loaded).to.include(path.join(root, "layers/shared/python/a.py"));
      },
    ));
});
