import { expect } from "chai";
import {
  createConsumerProject,
  skipUnlessReachable,
  type ConsumerProject,
} from "../support/package/consumer-project.ts";
import { packageTarball } from "../support/package/package-tarball.ts";

describe("The declarations of the packed library", function () {
  this.timeout(600_000);
  let project: ConsumerProject | "unreachable";

  before(async () => {
    project = await createConsumerProject("typescript", [packageTarball()]);
  });

  after(() => {
    if (project !== "unreachable") project.remove();
  });

  for (const compiler of ["typescript-5", "typescript-7"]) {
    for (const resolution of ["nodenext", "bundler"]) {
      it(`compile in a consumer with ${compiler} and ${resolution}`, async function () {
        const { exitCode, output } = await skipUnlessReachable(this, project).run("node", [
          `node_modules/${compiler}/bin/tsc`,
          "-p",
          `tsconfig.${resolution}.json`,
          "--pretty",
          "false",
        ]);
        // Declarations of other packages are not ours to answer for.
        const ours = output
          .split("\n")
          .filter((line) => /error TS/.test(line))
          .filter(
            (line) =>
              !line.startsWith("node_modules/") || line.startsWith("node_modules/lockstep-sam/"),
          );
        expect(ours).to.deep.equal([]);
        expect(exitCode === 0 || output.includes("node_modules/"), output).to.equal(true);
      });
    }
  }
});
