import { expect } from "chai";
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  FileStamps,
  type Interest,
} from "../../../../../src/harness/local/lambda/sources/file-stamps.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

const content = (...files: readonly string[]) =>
  new Map<string, Interest>(files.map((file) => [file, "content"]));

/** Past the time within which a file may be written twice under one time. */
const untilOld = () => delay(40);

const withFile = (work: (file: string) => Promise<void> | void) =>
  withTemporaryFolder(async (root) => {
    const file = path.join(root, "a.txt");
    writeFileSync(file, "one");
    await untilOld();
    await work(file);
  });

describe("FileStamps", () => {
  it("goes by content: what is touched, or written again as it was, has not changed", () =>
    withFile((file) => {
      const stamps = FileStamps.before(content(file));
      expect(stamps.changed()).to.deep.equal([]);
      utimesSync(file, 1, 1);
      expect(stamps.changed()).to.deep.equal([]);
      writeFileSync(file, "one");
      expect(stamps.changed()).to.deep.equal([]);
      writeFileSync(file, "two");
      expect(stamps.changed()).to.deep.equal([file]);
      expect(stamps.changed(), "asked again").to.deep.equal([file]);
      writeFileSync(file, "one");
      expect(stamps.changed(), "and back").to.deep.equal([]);
    }));

  it("sees a file replaced by one with its size and time, and two writes within one tick", () =>
    withFile((file) => {
      const { mtime } = statSync(file);
      const stamps = FileStamps.before(content(file));
      writeFileSync(`${file}.new`, "two");
      utimesSync(`${file}.new`, mtime, mtime);
      renameSync(`${file}.new`, file);
      expect(stamps.changed()).to.deep.equal([file]);
      for (let round = 0; round < 50; round += 1) {
        writeFileSync(file, `a${round % 2}`);
        const young = FileStamps.before(content(file));
        writeFileSync(file, `b${round % 2}`);
        expect(young.changed()).to.deep.equal([file]);
      }
    }));

  it("lets a look hold for a moment where others are being served, and for nobody who asks alone", () =>
    withFile(async (file) => {
      const stamps = FileStamps.before(content(file));
      expect(stamps.areCurrent(true)).to.equal(true);
      writeFileSync(file, "two");
      expect(stamps.areCurrent(false), "alone").to.equal(false);
      await delay(5);
      expect(stamps.areCurrent(true), "a moment later").to.equal(false);
      writeFileSync(file, "one");
      expect(stamps.areCurrent(true), "and back").to.equal(true);
    }));

  it("sees what goes and what comes, folders on the way too", () =>
    withTemporaryFolder((root) => {
      const file = path.join(root, "below", "a.txt");
      const stamps = FileStamps.before(content(file));
      expect(stamps.changed()).to.deep.equal([]);
      mkdirSync(path.dirname(file));
      writeFileSync(file, "");
      expect(stamps.changed()).to.deep.equal([file]);
      const there = FileStamps.before(content(file));
      rmSync(path.dirname(file), { recursive: true });
      expect(there.changed()).to.deep.equal([file]);
      expect(FileStamps.before(content(file)).changed()).to.deep.equal([]);
    }));

  it("of some files asks only whether they are there", () =>
    withFile((file) => {
      const stamps = FileStamps.before(new Map([[file, "presence"]]));
      writeFileSync(file, "other");
      expect(stamps.changed()).to.deep.equal([]);
      rmSync(file);
      expect(stamps.changed()).to.deep.equal([file]);
    }));

  it("does not trust what changed while it was read, unless it was stamped before", () =>
    withFile(async (file) => {
      const since = Date.now();
      writeFileSync(file, "written while it was read");
      expect(FileStamps.after(content(file), FileStamps.none, since).changed()).to.deep.equal([
        file,
      ]);
      await untilOld();
      const before = FileStamps.before(content(file));
      const later = Date.now();
      expect(FileStamps.after(content(file), before, later).changed()).to.deep.equal([]);
      writeFileSync(file, "again");
      expect(FileStamps.after(content(file), before, later).changed()).to.deep.equal([file]);
    }));

  it("tells what is another from what is only not known to be the same", () =>
    withFile(async (file) => {
      await withTemporaryFolder((root) => {
        const since = Date.now();
        const written = path.join(root, "b.txt");
        writeFileSync(written, "written while it was read");
        const stamps = FileStamps.after(content(file, written), FileStamps.none, since);
        expect(stamps.changed()).to.deep.equal([written]);
        expect(stamps.edited(stamps.changed())).to.deep.equal([]);
        writeFileSync(file, "two");
        expect(stamps.edited(stamps.changed())).to.deep.equal([file]);
        writeFileSync(written, "again");
        expect(stamps.edited(stamps.changed())).to.deep.equal([file, written]);
      });
    }));
});
