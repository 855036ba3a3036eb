import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readEnvVars } from "../../../../../src/harness/app/project/env-vars/read-env-vars.ts";
import { lockstepErrorOf } from "../../../../support/app/lockstep-error-of.ts";
import { withTemporaryFolder } from "../../../../support/contracts/temporary-folder.ts";

const text = '{ "Fn": { "A": "b" } }';

describe("Reading a file of variables", () => {
  for (const [what, bytes, message] of [
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`), "env.json is UTF-8 with a byte order mark"],
    ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "env.json is UTF-16 (little endian)"],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), "env.json is UTF-16, or no text"],
    ["Latin-1", Buffer.from('{ "é": {} }', "latin1"), "env.json is in another encoding than UTF-8"],
  ] as const)
    it(`names the file and what to do about ${what}`, () =>
      withTemporaryFolder(async (root) => {
        writeFileSync(join(root, "env.json"), bytes);
        const error = await lockstepErrorOf(() => readEnvVars(root, "env.json", "--env-vars"));
        expect(error.code).to.equal("project/env-vars-unreadable");
        expect(error.summary).to.contain(message);
        expect(error.hint).to.contain("Save it as UTF-8 without a byte order mark");
      }));

  it("says what named a file that is not there, or a folder", () =>
    withTemporaryFolder(async (root) => {
      mkdirSync(join(root, "folder"));
      const gone = await lockstepErrorOf(() => readEnvVars(root, "gone.json", "--env-vars"));
      expect(gone.summary).to.equal("--env-vars names gone.json, and there is no such file.");
      const folder = await lockstepErrorOf(() => readEnvVars(root, "folder", "--env-vars"));
      expect(folder.summary).to.equal("--env-vars names folder, which is a folder.");
    }));

  it("reads no file that is larger than any variables", () =>
    withTemporaryFolder(async (root) => {
      writeFileSync(join(root, "env.json"), `{ "Fn": { "A": "${"x".repeat(4 * 1024 * 1024)}" } }`);
      const error = await lockstepErrorOf(() => readEnvVars(root, "env.json", "--env-vars"));
      expect(error.summary).to.contain("larger than 4 MB");
    }));

  it("reads no more than that of what never ends", function () {
    if (!existsSync("/dev/urandom")) this.skip();
    return withTemporaryFolder(async (root) => {
      const error = await lockstepErrorOf(() => readEnvVars(root, "/dev/urandom", "--env-vars"));
      expect(error.summary).to.contain("larger than 4 MB");
    });
  });

  it("tells paths that lead nowhere from faults of its own", () =>
    withTemporaryFolder(async (root) => {
      symlinkSync("circle", join(root, "circle"));
      for (const named of ["circle", "circle/env.json", "x".repeat(300), "a\0b"]) {
        const error = await lockstepErrorOf(() => readEnvVars(root, named, "--env-vars"));
        expect(error.code).to.equal("project/env-vars-unreadable");
      }
    }));

  it("says what keeps JSON from being read that is some", () =>
    withTemporaryFolder(async (root) => {
      for (const odd of [`${"[".repeat(600)}${"]".repeat(600)}`, "1e400"]) {
        writeFileSync(join(root, "env.json"), `{ "Fn": { "A": ${odd} } }`);
        const error = await lockstepErrorOf(() => readEnvVars(root, "env.json", "--env-vars"));
        expect(error.summary).to.contain(
          odd === "1e400" ? "values that JSON cannot express" : "nests too de",
        );
      }
    }));

  it("reads a pipe", function () {
    if (process.platform === "win32") this.skip();
    return withTemporaryFolder((root) => {
      execFileSync("mkfifo", [join(root, "pipe")]);
      // The writer waits until somebody reads.
      execFileSync("sh", ["-c", `printf '%s' '${text}' > pipe &`], { cwd: root, stdio: "ignore" });
      expect(readEnvVars(root, "pipe", "--env-vars").functions).to.deep.equal({ Fn: { A: "b" } });
    });
  });

  it("tells every fault with its place", () =>
    withTemporaryFolder(async (root) => {
      writeFileSync(join(root, "env.json"), '{ "Fn": { "A": null,\n "B": [] } }');
      const error = await lockstepErrorOf(() => readEnvVars(root, "env.json", "--env-vars"));
      expect(error.code).to.equal("project/env-vars-invalid");
      expect(error.summary).to.contain("env.json:1:11: A of");
      expect(error.details).to.have.length(1);
      expect(error.details[0]).to.contain("env.json:2:2: B of");
    }));
});
