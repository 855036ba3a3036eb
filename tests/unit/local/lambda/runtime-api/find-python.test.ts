import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPython } from "../../../../../src/harness/local/lambda/runtime-api/find-python.ts";

describe("findPython", () => {
  let folder: string;

  beforeEach(function () {
    if (process.platform === "win32") this.skip();
    folder = mkdtempSync(path.join(tmpdir(), "lockstep-python-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A virtual environment whose interpreter must not be run: it would leave a file. */
  function makeEnvironment(name: string, hasClient: boolean): string {
    const root = path.join(folder, name);
    const executable = path.join(root, "bin", "python3");
    const packages = path.join(root, "lib", "python3.13", "site-packages", "awslambdaric");
    mkdirSync(path.dirname(executable), { recursive: true });
    mkdirSync(hasClient ? packages : path.dirname(packages), { recursive: true });
    writeFileSync(path.join(root, "pyvenv.cfg"), "home = /usr/bin\n");
    writeFileSync(executable, `#!/bin/sh\ntouch ${path.join(folder, "was-run")}\n`);
    chmodSync(executable, 0o755);
    if (hasClient) writeFileSync(path.join(packages, "__main__.py"), "");
    return executable;
  }

  /** An interpreter that answers as Python would. */
  function makeInterpreter(answer: string): string {
    const file = path.join(folder, `python-${Math.random().toString(16).slice(2)}`);
    writeFileSync(file, `#!/bin/sh\necho run >> ${file}.runs\ncat <<'END'\n${answer}\nEND\n`);
    chmodSync(file, 0o755);
    return file;
  }

  it("takes the environment beside the code, without running it", () => {
    const executable = makeEnvironment(".venv", true);
    expect(findPython({ chosen: null, folders: [folder] })).to.deep.equal({
      kind: "found",
      executable,
    });
  });

  it("takes the first environment with the client, .venv before venv", () => {
    makeEnvironment(".venv", false);
    const executable = makeEnvironment("venv", true);
    expect(findPython({ chosen: null, folders: [folder] })).to.deep.equal({
      kind: "found",
      executable,
    });
  });

  it("asks a chosen interpreter alone, where it really lies and whether it has the client", () => {
    makeEnvironment(".venv", true);
    const chosen = makeInterpreter('{"executable": "/opt/python3", "client": true}');
    expect(findPython({ chosen, folders: [folder] })).to.deep.equal({
      kind: "found",
      executable: "/opt/python3",
    });
    const without = makeInterpreter('{"executable": "/opt/python3", "client": false}');
    expect(findPython({ chosen: without, folders: [folder] })).to.deep.equal({
      kind: "no-client",
      executable: "/opt/python3",
    });
  });

  it("says which interpreter cannot be started, or is none", () => {
    const absent = path.join(folder, "absent");
    expect(findPython({ chosen: absent, folders: [] })).to.deep.equal({
      kind: "none",
      tried: absent,
    });
    const odd = makeInterpreter("Python 2.7");
    expect(findPython({ chosen: odd, folders: [] })).to.deep.equal({ kind: "none", tried: odd });
  });
});
