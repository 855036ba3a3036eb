import { Command } from "commander";
import { expect } from "chai";
import { addSamOptions, answerSamOptions } from "../../../../src/harness/app/cli/sam-options.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

function answer(...words: readonly string[]): readonly string[] {
  const command = addSamOptions(new Command("start")).exitOverride();
  command.parse(words, { from: "user" });
  return answerSamOptions(command);
}

// The options of `sam local start-api` that lockstep start has no use for (schema of SAM CLI 1.164).
const idle = [
  ["--warm-containers", "EAGER"],
  ["--warm-containers", "LAZY"],
  ["--skip-pull-image"],
  ["--force-image-build"],
  ["--layer-cache-basedir", "cache"],
  ["--shutdown"],
  ["--no-memory-limit"],
  ["--mount-symlinks"],
  ["--beta-features"],
  ["--no-beta-features"],
  ["--profile", "shop"],
];
const refused = [
  ["--static-dir", "public"],
  ["-s", "public"],
  ["--disable-authorizer"],
  ["--container-env-vars", "env.json"],
  ["--debugger-path", "debugger"],
  ["--debug-args", "x"],
  ["--log-file", "log"],
  ["-l", "log"],
  ["--runtime", "nodejs24.x"],
  ["--docker-volume-basedir", "."],
  ["-v", "."],
  ["--docker-network", "host"],
  ["--container-host", "localhost"],
  ["--container-host-interface", "0.0.0.0"],
  ["--add-host", "db:10.0.0.1"],
  ["--container-dns", "10.0.0.1"],
  ["--invoke-image", "image"],
  ["--hook-name", "terraform"],
  ["--skip-prepare-infra"],
  ["--terraform-plan-file", "plan.json"],
];

describe("options of sam local start-api", () => {
  for (const words of idle)
    it(`${words.join(" ")} is taken, and it is said that it changes nothing`, () => {
      const [line = "", ...more] = answer(...words);
      expect(more).to.deep.equal([]);
      expect(line).to.match(new RegExp(`^${words[0]} changes nothing: .+\\.$`));
    });

  for (const words of refused)
    it(`${words.join(" ")} is refused, with what to do instead`, async () => {
      const error = await lockstepErrorOf(() => answer(...words));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.match(/^--[a-z-]+ of SAM CLI is not taken\.$/);
      expect(error.hint).to.match(/\w.+\.$/s);
    });

  it("are no matter where none is typed", () => {
    expect(answer()).to.deep.equal([]);
  });

  it("stay out of the help", () => {
    expect(addSamOptions(new Command("start")).helpInformation()).not.to.contain("docker");
  });
});
