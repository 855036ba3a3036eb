import { expect } from "chai";
import { mkdirSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { FolderWatch } from "../../../../src/harness/app/project/watch-folders.ts";
import { until } from "../../../support/lambda/until.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

interface World {
  readonly root: string;
  readonly folders: FolderWatch;
  /** Waits until a change is told that was not told before. */
  readonly told: () => Promise<boolean>;
}

const withWatch = (work: (world: World) => Promise<void>) =>
  withTemporaryFolder(async (root) => {
    let changes = 0;
    const folders = new FolderWatch({
      onChange: () => void (changes += 1),
      onTrouble: (reason) => expect.fail(reason),
    });
    const told = async (): Promise<boolean> => {
      const any = await until(() => (changes > 0 ? true : null));
      // What follows of the same step is not a change of the next.
      await delay(50);
      changes = 0;
      return any;
    };
    try {
      await work({ root, folders, told });
    } finally {
      folders.close();
    }
  });

describe("FolderWatch", () => {
  it("sees writes, files that are replaced, removed and come back, and no others", () =>
    withWatch(async ({ root, folders, told }) => {
      const file = path.join(root, "a.ts");
      writeFileSync(file, "1");
      folders.follow([file]);
      writeFileSync(file, "2");
      expect(await told(), "written").to.equal(true);
      writeFileSync(path.join(root, "b.ts"), "");
      renameSync(path.join(root, "b.ts"), file);
      expect(await told(), "replaced").to.equal(true);
      rmSync(file);
      expect(await told(), "removed").to.equal(true);
      writeFileSync(file, "3");
      expect(await told(), "back").to.equal(true);
    }));

  it("waits for folders that are not there, and finds one that was made anew", () =>
    withWatch(async ({ root, folders, told }) => {
      const file = path.join(root, "deep", "deeper", "a.ts");
      folders.follow([file]);
      mkdirSync(path.join(root, "deep"));
      expect(await told(), "the first folder").to.equal(true);
      folders.follow([file]);
      mkdirSync(path.dirname(file));
      expect(await told(), "the second").to.equal(true);
      folders.follow([file]);
      writeFileSync(file, "1");
      expect(await told(), "the file").to.equal(true);
      rmSync(path.join(root, "deep"), { recursive: true });
      await told();
      mkdirSync(path.dirname(file), { recursive: true });
      folders.follow([file]);
      writeFileSync(file, "2");
      expect(await told(), "in a folder made anew").to.equal(true);
    }));

  it("tells once that the system has no watch left, and goes on", () =>
    withTemporaryFolder((root) => {
      const reasons: string[] = [];
      const opened: string[] = [];
      for (const folder of ["a", "b", "c"]) mkdirSync(path.join(root, folder));
      const folders = new FolderWatch({
        onChange: () => {},
        onTrouble: (reason) => void reasons.push(reason),
        open: (folder) => {
          opened.push(path.basename(folder));
          if (opened.length > 1)
            throw new Error("ENOSPC: System limit for number of file watchers");
          return watch(folder, { persistent: false });
        },
      });
      folders.follow(["a", "b", "c"].map((folder) => path.join(root, folder, "x.ts")));
      folders.close();
      expect(opened).to.deep.equal(["a", "b", "c"]);
      expect(reasons).to.deep.equal(["ENOSPC: System limit for number of file watchers"]);
    }));
});
