import { expect } from "chai";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { guardEntries } from "../../scripts/build/guard-entries.ts";
import { repository } from "../../scripts/support/repository.ts";
import { runCommand } from "../../scripts/support/run-command.ts";

const entry = { subpath: "./register", name: "register", module: "app/testing/register" };

/** A built package of one entry, which says that it was evaluated. */
function writePackage(folder: string): void {
  const said = 'console.log("evaluated");\n';
  for (const [file, text] of [
    ["package.json", '{ "type": "module" }'],
    ["esm/register.js", `import "./part.js";\n`],
    ["esm/part.js", said],
    ["cjs/register.cjs", `"use strict";\n${said}`],
  ] as const) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  mkdirSync(path.join(folder, "bin"));
  cpSync(path.join(repository, "scripts/check-node.cjs"), path.join(folder, "bin/check-node.cjs"));
}

describe("The entries of the built package", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lockstep-entries-"));
    writePackage(folder);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const file of ["esm/register.js", "cjs/register.cjs"]) {
    it(`refuse a Node.js that is too old before anything of theirs runs (${file})`, async () => {
      guardEntries(folder, [entry], "999.1.0");
      const { exitCode, output } = await runCommand(process.execPath, [file], { cwd: folder });
      expect(exitCode).to.equal(1);
      expect(output).to.include("Error: lockstep: this Node.js is too old.");
      expect(output).to.include(`found:  ${process.versions.node}`);
      expect(output).to.include("needed: 999.1.0 or later");
      expect(output).not.to.include("evaluated\n");
    });

    it(`say nothing under a supported one (${file})`, async () => {
      guardEntries(folder, [entry], "22.19.0");
      const { exitCode, output } = await runCommand(process.execPath, [file], { cwd: folder });
      expect({ exitCode, output }).to.deep.equal({ exitCode: 0, output: "evaluated\n" });
    });
  }
});
