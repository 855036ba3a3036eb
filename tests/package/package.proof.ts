import { expect } from "chai";
import path from "node:path";
import { readJsonObject, readString } from "../../scripts/support/json.ts";
import { repository } from "../../scripts/support/repository.ts";
import {
  createConsumerProject,
  skipUnlessReachable,
  type ConsumerProject,
} from "../support/package/consumer-project.ts";
import { packageTarball } from "../support/package/package-tarball.ts";
import {
  installOldestNode,
  oldestNode,
  type Runtime,
} from "../support/package/supported-runtimes.ts";

const version = readString(readJsonObject(path.join(repository, "package.json")), "version");

/** Projects under tests/fixtures/packages whose `npm test` uses the installed library: add test files there. */
const runners = ["mocha", "vitest", "jest", "node-test"];

const runtimes = [
  { name: `Node.js ${process.versions.node}`, oldest: false },
  { name: `Node.js ${oldestNode}`, oldest: true },
];

describe("The packed library", function () {
  this.timeout(600_000);
  let oldest: Runtime | "unreachable";

  before(async () => {
    oldest = await installOldestNode();
  });

  after(() => {
    if (oldest !== "unreachable") oldest.remove();
  });

  const nodeFolder = (context: Mocha.Context, useOldest: boolean): string | undefined =>
    useOldest ? skipUnlessReachable(context, oldest).folder : undefined;

  for (const runner of runners) {
    describe(`in a project that tests with ${runner}`, () => {
      let project: ConsumerProject | "unreachable";

      before(async () => {
        project = await createConsumerProject(runner, [packageTarball()]);
      });

      after(() => {
        if (project !== "unreachable") project.remove();
      });

      for (const runtime of runtimes) {
        it(`passes that project's tests under ${runtime.name}`, async function () {
          const { exitCode, output } = await skipUnlessReachable(this, project).run(
            "npm",
            ["test"],
            nodeFolder(this, runtime.oldest),
          );
          expect(exitCode, output).to.equal(0);
        });

        it(`really runs under ${runtime.name}`, async function () {
          const folder = nodeFolder(this, runtime.oldest);
          const { stdout } = await skipUnlessReachable(this, project).run(
            "npm",
            ["exec", "--call", "node --version"],
            folder,
          );
          expect(`Node.js ${stdout.trim().slice(1)}`).to.equal(runtime.name);
        });

        it(`runs the command under ${runtime.name}`, async function () {
          const { exitCode, output } = await skipUnlessReachable(this, project).run(
            "npx",
            ["lockstep", "--version"],
            nodeFolder(this, runtime.oldest),
          );
          expect(output.trim()).to.equal(version);
          expect(exitCode).to.equal(0);
        });
      }
    });
  }
});
