import { expect } from "chai";
import path from "node:path";
import { steeringFiles } from "../../../../../src/harness/local/lambda/build/steering-files.ts";
import { writeFiles } from "../../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

const steering = (root: string, ...sources: readonly string[]): readonly string[] =>
  steeringFiles(sources.map((file) => path.join(root, file)))
    .map((file) => path.relative(root, file))
    .toSorted();

describe("steeringFiles", () => {
  it("climbs from each source to its package, and takes what is not there too", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "package.json": "{}", "packages/a/package.json": "{}" });
      expect(steering(root, "src/app.ts", "src/other.ts", "packages/a/index.ts")).to.deep.equal([
        "package.json",
        "packages/a/package.json",
        "packages/a/tsconfig.json",
        "src/package.json",
        "src/tsconfig.json",
        "tsconfig.json",
      ]);
    }));

  it("follows what a tsconfig extends, with and without its ending, in lists and packages", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, {
        "package.json": "{}",
        "tsconfig.json": '{ "extends": ["./configs/base", "@acme/tsconfig/strict.json", "gone"] }',
        "configs/base.json": '{ // a comment\n "extends": "../root.json" }',
        "root.json": '{ "extends": "./root.json" }',
        "node_modules/@acme/tsconfig/strict.json": "{}",
      });
      expect(steering(root, "app.ts")).to.deep.equal([
        "configs/base.json",
        "node_modules/@acme/tsconfig/strict.json",
        "package.json",
        "root.json",
        "tsconfig.json",
      ]);
    }));
});
