import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { toolVersion } from "../../../../src/harness/app/report/tool-version.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const main = new URL("../../../../src/harness/app/cli/main.ts", import.meta.url).pathname;
const { NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...env } = process.env;

const lockstep = (words: readonly string[], nodeOptions: readonly string[] = []) =>
  spawnSync(process.execPath, [...nodeOptions, main, ...words], { encoding: "utf8", env });

describe("The lockstep process", () => {
  it("answers --version without loading what commands run", () => {
    // Without a loader of its own the process can load no package but commander.
    const refuse = `import { registerHooks } from "node:module";
registerHooks({ resolve: (name, context, next) => {
  if (!/^(node:|\\.|file:|\\/)/.test(name) && name !== "commander") throw new Error("loads " + name);
  return next(name, context);
} });`;
    const hook = `data:text/javascript,${encodeURIComponent(refuse)}`;
    for (const words of [["--version"], ["check", "--help"]]) {
      const { stdout, stderr, status } = lockstep(words, ["--import", hook]);
      expect(stderr).to.equal("");
      expect(status).to.equal(0);
      expect(stdout).to.match(
        words[0] === "--version" ? /^\d+\.\d+\.\d+\n$/ : /^Usage: lockstep check/,
      );
    }
    expect(lockstep(["check"], ["--import", hook]).stderr).to.contain("loads ");
    expect(lockstep(["--version"]).stdout).to.equal(`${toolVersion()}\n`);
  });

  it("writes plain text where stdout and stderr are pipes, and ends with the run's exit code", () =>
    withSmallProject({}, (root) => {
      const { stdout, stderr, status } = lockstep([
        "check",
        "--root",
        root,
        "--fail-on",
        "warning",
      ]);
      expect(status).to.equal(1);
      expect(stdout).to.contain("Out of step.");
      expect(`${stdout}${stderr}`).not.to.contain("\u001B");
    }));

  it("ends with 2 for usage", () => {
    const { stdout, stderr, status } = lockstep(["chekc"]);
    expect([status, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain("unknown command");
  });
});
