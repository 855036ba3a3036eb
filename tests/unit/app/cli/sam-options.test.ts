import { Command } from "commander";
import { expect } from "chai";
import { addSamOptions, answerSamOptions } from "../../../../src/harness/app/cli/sam-options.ts";
import { buildProgram } from "../../../../src/harness/app/cli/build-program.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
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
  ["--debug"],
  ["--language-extensions"],
];
const refused = [
  ["--container-env-vars", "env.json"],
  ["--debugger-path", "debugger"],
  ["--debug-args", "x"],
  ["--save-params"],
  ["--no-language-extensions"],
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

/** Every parameter of `sam local start-api` in its schema, with what it needs. */
const all: readonly (readonly string[])[] = [
  ...idle,
  ...refused,
  ["--template", "t.yaml"],
  ["--template-file", "t.yaml"],
  ["-t", "t.yaml"],
  ["--parameter-overrides", "A=b"],
  ["--region", "eu-west-1"],
  ["--config-env", "dev"],
  ["--config-file", "samconfig.yaml"],
  ["--host", "127.0.0.1"],
  ["--port", "3000"],
  ["-p", "3000"],
  ["--env-vars", "env.json"],
  ["-n", "env.json"],
  ["--debug-port", "5858"],
  ["-d", "5858"],
  ["--debug-function", "Fn"],
  ["--static-dir", "public"],
  ["-s", "public"],
  ["--disable-authorizer"],
  ["--log-file", "log"],
  ["-l", "log"],
  ["--ssl-cert-file", "cert.pem"],
  ["--ssl-key-file", "key.pem"],
  ["--no-watch"],
];

/** `lockstep start` itself, without what it does. */
function parseStart(words: readonly string[]): Command {
  const program = buildProgram({ terminal: recordTerminal(), finish: () => {} });
  const start = program.commands.find((each) => each.name() === "start");
  if (start === undefined) throw new Error("There is no command start.");
  start.action(() => {});
  program.parse(["start-api", ...words], { from: "user" });
  return start;
}

describe("options of sam local start-api", () => {
  for (const words of all)
    it(`${words.join(" ")} is known to lockstep start`, () => {
      const [flag = ""] = words;
      const start = parseStart(words);
      const option = start.options.find(({ long, short }) => flag === long || flag === short);
      expect(option, flag).to.not.equal(undefined);
      expect(start.getOptionValueSource(option?.attributeName() ?? "")).to.equal("cli");
    });

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

  it("--disable-authorizer and --as say two things", async () => {
    const terminal = recordTerminal();
    const codes: number[] = [];
    const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
    const words = ["start", "--disable-authorizer", "--as", "caller.json"];
    await program.parseAsync(words, { from: "user" });
    expect(codes).to.deep.equal([2]);
    expect(terminal.said.join("\n")).to.include("Leave one of the two out");
  });
});
