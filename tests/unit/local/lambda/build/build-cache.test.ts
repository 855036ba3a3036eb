import { expect } from "chai";
import { readFileSync, rmSync, utimesSync, writeFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createBuildCache } from "../../../../../src/harness/local/lambda/build/build-cache.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

interface World {
  readonly input: string;
  readonly package: string;
  readonly folder: string;
}

const withWorld = (work: (world: World) => void | Promise<void>) =>
  withTemporaryFolder(async (root) => {
    const world = {
      input: path.join(root, "app.ts"),
      package: path.join(root, "index.js"),
      folder: path.join(root, "cache"),
    };
    writeFileSync(world.input, "one");
    writeFileSync(world.package, "");
    await untilOld();
    await work(world);
  });

/** A file that was just written may be written again without a new time. */
const untilOld = () => delay(30);

const built = (world: World, inputs: readonly string[] = [world.input]) => ({
  code: "export {}",
  sourceMap: "{}",
  extension: ".mjs",
  inputs,
  externals: [world.package],
});

describe("createBuildCache", () => {
  it("finds what it stored, with its source map beside it", () =>
    withWorld((world) => {
      const cache = createBuildCache(world.folder);
      expect(cache.find("key")).to.equal(null);
      const file = cache.store("key", built(world));
      expect(createBuildCache(world.folder).find("key")).to.equal(file);
      expect(readFileSync(file, "utf8")).to.match(
        /^export \{\}\n\/\/# sourceMappingURL=key-\w+\.mjs\.map\n$/,
      );
      expect(readFileSync(`${file}.map`, "utf8")).to.equal("{}");
    }));

  it("goes by the content of inputs, not by their time", () =>
    withWorld((world) => {
      const cache = createBuildCache(world.folder);
      const file = cache.store("key", built(world));
      utimesSync(world.input, 1, 1);
      expect(cache.find("key")).to.equal(file);
      writeFileSync(world.input, "two");
      expect(cache.find("key")).to.equal(null);
    }));

  it("notices an input that goes or comes, and a package that went", () =>
    withWorld((world) => {
      const cache = createBuildCache(world.folder);
      const absent = `${world.input}.absent`;
      const file = cache.store("key", built(world, [absent]));
      expect(cache.find("key")).to.equal(file);
      writeFileSync(absent, "");
      expect(cache.find("key")).to.equal(null);
      rmSync(absent);
      rmSync(world.package);
      expect(cache.find("key")).to.equal(null);
    }));

  it("does not take a module for that of a content an input got while it was built", () =>
    withWorld(async (world) => {
      const cache = createBuildCache(world.folder);
      cache.find("key");
      writeFileSync(world.input, "written while the build ran");
      cache.store("key", built(world));
      expect(cache.find("key"), "an input of the first build").to.equal(null);
      cache.store("key", built(world));
      await untilOld();
      cache.find("key");
      const file = cache.store("key", built(world));
      expect(cache.find("key")).to.equal(file);
      writeFileSync(world.input, "changed");
      cache.find("key");
      writeFileSync(world.input, "changed again");
      cache.store("key", built(world));
      expect(cache.find("key"), "an input of an earlier build").to.equal(null);
    }));

  it("takes a damaged entry for none", () =>
    withWorld((world) => {
      const cache = createBuildCache(world.folder);
      cache.store("key", built(world));
      for (const text of [
        "{",
        "[]",
        '{"file":1}',
        '{"file":"../../app.ts","inputs":{},"externals":[]}',
      ]) {
        writeFileSync(path.join(world.folder, "key.json"), text);
        expect(cache.find("key")).to.equal(null);
      }
    }));

  it("drops the oldest files when there are too many", () =>
    withWorld((world) => {
      const cache = createBuildCache(world.folder);
      for (let at = 0; at < 230; at += 1) cache.store(`key${at}`, built(world));
      expect(readdirSync(world.folder).length).to.be.below(610);
      expect(cache.find("key229")).to.not.equal(null);
    }));
});
