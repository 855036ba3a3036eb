import { expect } from "chai";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pruneFolder } from "../../../../../src/harness/local/lambda/build/prune-folder.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

describe("pruneFolder", () => {
  it("drops what is too old, and the oldest of what is too much", () =>
    withTemporaryFolder(async (root) => {
      const below = path.join(root, "v24", "x64");
      mkdirSync(below, { recursive: true });
      const now = Date.now() / 1000;
      for (const [name, age] of [
        ["new", 1],
        ["older", 20],
        ["oldest", 30],
        ["ancient", 1000],
      ] as const) {
        const file = path.join(below, name);
        writeFileSync(file, "1234567890");
        utimesSync(file, now - age, now - age);
      }
      await pruneFolder(root, { bytes: 1000, ageMs: 500_000 });
      expect(readdirSync(below)).to.have.members(["new", "older", "oldest"]);
      await pruneFolder(root, { bytes: 20, ageMs: 500_000 });
      expect(readdirSync(below)).to.have.members(["new", "older"]);
    }));

  it("minds no folder that is not there", () =>
    pruneFolder("/nowhere/at/all", { bytes: 1, ageMs: 1 }));
});
