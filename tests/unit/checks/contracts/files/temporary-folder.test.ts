import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect } from "chai";
import { describe, it } from "mocha";
import {
  createTemporaryFolder,
  removeTemporaryFolder,
} from "../../../../../src/harness/checks/contracts/files/temporary-folder.ts";

const module = new URL(
  "../../../../../src/harness/checks/contracts/files/temporary-folder.ts",
  import.meta.url,
);

describe("a temporary folder", () => {
  it("is there until it is removed", () => {
    const folder = createTemporaryFolder("lockstep-test-");
    expect(existsSync(folder)).to.equal(true);
    removeTemporaryFolder(folder);
    expect(existsSync(folder)).to.equal(false);
  });

  it("goes away with a process that ends in the middle of its work", () => {
    const program = `
      const { createTemporaryFolder } = await import(${JSON.stringify(module.href)});
      const { existsSync, writeFileSync } = await import("node:fs");
      const folder = createTemporaryFolder("lockstep-test-");
      writeFileSync(folder + "/interaction-0.json", "{}");
      if (existsSync(folder)) process.stdout.write(folder);
      process.exit(130);
    `;
    const { status, stdout } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", program],
      { encoding: "utf8" },
    );
    expect(status).to.equal(130);
    expect(stdout).to.include("lockstep-test-");
    expect(existsSync(stdout)).to.equal(false);
  });
});
