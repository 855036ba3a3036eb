import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { toolVersion } from "../../../../src/harness/app/report/tool-version.ts";
import { listingFromState, notePact } from "../../../support/app/note-pact.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const main = new URL("../../../../src/harness/app/cli/main.ts", import.meta.url).pathname;
const { NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...env } = process.env;

const lockstep = (
  words: readonly string[],
  nodeOptions: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
) =>
  spawnSync(process.execPath, [...nodeOptions, main, ...words], {
    encoding: "utf8",
    env: { ...env, ...more },
  });

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

  it("prints routes on stdout, and what hides some of them on stderr", () =>
    withSmallProject({}, (root) => {
      const whole = lockstep(["routes", "--root", root]);
      expect([whole.status, whole.stderr]).to.deep.equal([0, ""]);
      expect(whole.stdout).to.match(/GET +\/notes +ListFunction/);
      rmSync(join(root, "openapi.yaml"));
      const broken = lockstep(["routes", "--root", root, "--json"]);
      expect([broken.status, broken.stdout]).to.deep.equal([1, '{\n  "apis": []\n}\n']);
      expect(broken.stderr).to.contain("project/spec-not-found");
      expect(lockstep(["routes", "--root", root, "-t", "none.yaml"]).status).to.equal(2);
    }));

  it("ends with 2 for usage", () => {
    const { stdout, stderr, status } = lockstep(["chekc"]);
    expect([status, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain("unknown command");
  });

  it("keeps compiled code in the temporary folder, no more of it from run to run, and none while coverage is taken", () =>
    withSmallProject({ "lockstep.config.mjs": "export default {};" }, (root) => {
      const temporary = join(root, "temporary");
      mkdirSync(temporary);
      const { NODE_V8_COVERAGE: _coverage, ...plain } = env;
      const compiled = (more: Readonly<Record<string, string>> = {}): number => {
        spawnSync(process.execPath, [main, "routes", "--root", root], {
          env: { ...plain, ...more, TMPDIR: temporary, TEMP: temporary },
        });
        return globSync("node-compile-cache/*/*", { cwd: temporary }).length;
      };
      expect(compiled({ NODE_V8_COVERAGE: join(root, "coverage") })).to.equal(0);
      const first = compiled();
      expect(first).to.be.greaterThan(100);
      expect(compiled()).to.equal(first);
    }));

  for (const [what, config] of [
    ["has nothing left to wait for", "await new Promise(() => {});"],
    ["is ended by code of the project", "process.exit(0);"],
  ] as const)
    it(`ends with 4 and says so when it ${what} before it has a verdict`, () =>
      withSmallProject({ "lockstep.config.mjs": `${config}\nexport default {};` }, (root) => {
        const { stdout, stderr, status } = lockstep(["check", "--root", root]);
        expect([status, stdout]).to.deep.equal([4, ""]);
        expect(stderr).to.contain("before it had a verdict");
      }));

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    it(`ends with ${code} on ${signal}, with the exit hooks run`, () =>
      withSmallProject(
        {
          "contracts/shop-notes.json": notePact(listingFromState),
          // Handlers of states run in the process itself: at this point everything is running.
          "contracts/provider-states.mjs": `export default { "a user exists": () => {
  process.kill(process.pid, "${signal}");
  return new Promise(() => {});
} };`,
        },
        (root) => {
          const temporary = join(root, "temporary");
          mkdirSync(temporary);
          const { stderr, status } = lockstep(["check", "--root", root], [], {
            TMPDIR: temporary,
            TEMP: temporary,
          });
          expect(status).to.equal(code);
          expect(stderr).not.to.contain("verdict");
          // Those of functions are removed by a process that outlives this one.
          const left = readdirSync(temporary).filter((name) => name.startsWith("lockstep-verify-"));
          expect(left).to.deep.equal([]);
        },
      ));
});
