import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBootstrap } from "../../../../../src/harness/local/lambda/runtime-api/find-bootstrap.ts";

describe("findBootstrap", () => {
  let folder: string;
  let code: string;
  let build: string;

  beforeEach(function () {
    if (process.platform === "win32") this.skip();
    folder = mkdtempSync(path.join(tmpdir(), "lockstep-bootstrap-"));
    [code, build] = [path.join(folder, "code"), path.join(folder, "build")];
    mkdirSync(code);
    mkdirSync(build);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(root: string, mode: number): string {
    const file = path.join(root, "bootstrap");
    writeFileSync(file, "#!/bin/sh\n");
    chmodSync(file, mode);
    return file;
  }

  it("takes that of CodeUri before that of the build", () => {
    write(build, 0o755);
    const built = findBootstrap([code, build]);
    expect(built.ok && built.command.taskRoot).to.equal(build);
    const executable = write(code, 0o755);
    expect(findBootstrap([code, build])).to.deep.equal({
      ok: true,
      command: { kind: "bootstrap", executable, args: [], taskRoot: code },
    });
  });

  it("says where it looked when there is none", () => {
    mkdirSync(path.join(code, "bootstrap"));
    const found = findBootstrap([code, build]);
    expect(!found.ok && found.failure.errorType).to.equal("Runtime.InvalidEntrypoint");
    expect(!found.ok && found.failure.errorMessage).to.include(path.join(build, "bootstrap"));
  });

  it("says what to do about one that may not be executed", () => {
    const file = write(code, 0o644);
    const found = findBootstrap([code]);
    expect(!found.ok && found.failure.errorMessage).to.include(`chmod +x ${file}`);
  });
});
