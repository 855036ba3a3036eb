import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  confineTextFiles,
  createTextFiles,
  findRepository,
  listFiles,
  nodeHashing,
  openProjectFiles,
  randomIds,
  showPath,
} from "../../../../src/harness/app/project/project-files.ts";
import { writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

describe("Project files", () => {
  it("are read by relative and by absolute path", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "a/b.txt": "text" });
      const files = createTextFiles(root);
      expect(files.read("a/b.txt")).to.equal("text");
      expect(files.read(join(root, "a/b.txt"))).to.equal("text");
    }));

  it("that are missing, folders or too large are null, never an exception", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "a/b.txt": "text", big: "" });
      truncateSync(join(root, "big"), 64 * 1024 * 1024 + 1);
      const files = createTextFiles(root);
      expect([files.read("none"), files.read("a"), files.read("big")]).to.deep.equal([
        null,
        null,
        null,
      ]);
    }));

  it("are confined to some folders, links followed", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, {
        "in/a.txt": "a",
        "in/deep/b.txt": "b",
        "inside.txt": "no",
        "out/c.txt": "c",
      });
      symlinkSync(join(root, "out/c.txt"), join(root, "in/link.txt"));
      const files = confineTextFiles(join(root, "in/deep"), ["..", "."]);
      expect(
        ["b.txt", "../a.txt", join(root, "in/a.txt")].map((path) => files.read(path)),
      ).to.deep.equal(["b", "a", "a"]);
      for (const path of ["../../inside.txt", "../link.txt", "../../out/c.txt", "none"])
        expect(files.read(path)).to.equal(null);
    }));

  it("of a project are not those of a home folder that is a repository", () =>
    withTemporaryFolder((home) => {
      writeFiles(home, {
        ".git/HEAD": "",
        ".aws/config": "x",
        "work/app/a.txt": "a",
        "work/b.txt": "b",
      });
      const root = join(home, "work/app");
      expect(openProjectFiles(root, []).read("../b.txt")).to.equal("b");
      const before = process.env["HOME"];
      process.env["HOME"] = home;
      try {
        const files = openProjectFiles(root, ["template.yaml"]);
        expect(
          ["a.txt", "../b.txt", "../../.aws/config"].map((path) => files.read(path)),
        ).to.deep.equal(["a", null, null]);
        expect(files.exists?.("../b.txt")).to.equal(false);
        expect(
          ["a.txt", "none.txt", "../b.txt", "../none.txt"].map((path) => files.isOutside?.(path)),
        ).to.deep.equal([false, false, true, true]);
      } finally {
        if (before === undefined) delete process.env["HOME"];
        else process.env["HOME"] = before;
      }
    }));

  it("ask for no folder of a path that is too long for any system", () =>
    withTemporaryFolder((root) => {
      const files = confineTextFiles(root, [root]);
      expect(files.read("a/".repeat(50_000))).to.equal(null);
      expect(files.isOutside?.("a/".repeat(50_000))).to.equal(false);
    }));

  it("know the repository they are in", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "repo/.git/HEAD": "", "repo/a/b.txt": "" });
      expect(findRepository(join(root, "repo/a"))).to.equal(join(root, "repo"));
      expect(findRepository(join(root, "repo"))).to.equal(join(root, "repo"));
    }));

  it("and folders are there, or not", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "a/b.txt": "text" });
      const { exists } = createTextFiles(root);
      expect(["a", "a/b.txt", "c"].map((path) => exists?.(path))).to.deep.equal([
        true,
        true,
        false,
      ]);
    }));

  it("are listed below a folder, sorted, by their ending", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { "e/b.json": "", "e/a/c.json": "", "e/a.txt": "", "f.json": "" });
      expect(listFiles(root, "e", ".json")).to.deep.equal(["e/a/c.json", "e/b.json"]);
      expect(listFiles(root, "none", ".json")).to.deep.equal([]);
    }));

  it("are shown relative to the root, and as they were named above it", () => {
    expect(showPath("/app", "/app/src/a.ts")).to.equal("src/a.ts");
    expect(showPath("/app", "./src/a.ts")).to.equal("src/a.ts");
    expect(showPath("/app", "../other/a.ts")).to.equal("../other/a.ts");
    expect(showPath("/app", "/other/a.ts")).to.equal("../other/a.ts");
  });
});

describe("The machine's ports", () => {
  it("hash by SHA-256", () => {
    expect(nodeHashing.sha256("")).to.match(/^e3b0c44298fc1c14/);
  });

  it("give hex ids of the length asked for, never the same twice", () => {
    const ids = [
      ...Array.from({ length: 600 }, () => randomIds.hex(24)),
      randomIds.hex(7),
      randomIds.hex(20_000),
    ];
    expect(ids.slice(0, 600).every((id) => /^[\da-f]{24}$/.test(id))).to.equal(true);
    expect(ids.slice(600).map((id) => id.length)).to.deep.equal([7, 20_000]);
    expect(new Set(ids).size).to.equal(602);
    expect(randomIds.uuid()).to.match(/^[\da-f]{8}-[\da-f]{4}-4/);
  });
});
