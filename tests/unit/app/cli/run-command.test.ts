import { expect } from "chai";
import type { ExitCode } from "../../../../src/harness/app/cli/command-setting.ts";
import { runCommand } from "../../../../src/harness/app/cli/run-command.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";

async function run(command: () => Promise<ExitCode>, json = false) {
  const terminal = recordTerminal();
  const codes: ExitCode[] = [];
  await runCommand({ terminal, finish: (code) => void codes.push(code) }, { json }, command);
  return { codes, printed: terminal.printed.join(""), said: terminal.said.join("\n") };
}

const setup = (code: "template/not-found" | "stage/port-in-use", hint?: string) =>
  new LockstepError({
    code,
    message: "It is not there.",
    details: ["one", "two"],
    ...(hint === undefined ? {} : { hint }),
  });

describe("A command", () => {
  it("ends with its own exit code and says nothing of itself", async () => {
    expect(await run(async () => 1)).to.deep.equal({ codes: [1], printed: "", said: "" });
  });

  it("ends with 2 for broken set-up, told with hint and details", async () => {
    const ended = await run(() => Promise.reject(setup("template/not-found", "Write one.")));
    expect(ended).to.deep.equal({
      codes: [2],
      printed: "",
      said: "✗ template/not-found\n    It is not there.\n      one\n      two\n    hint: Write one.",
    });
  });

  it("ends with 3 for a broken environment", async () => {
    expect((await run(() => Promise.reject(setup("stage/port-in-use")))).codes).to.deep.equal([3]);
  });

  it("with --json tells broken set-up as one document on stdout", async () => {
    const ended = await run(() => Promise.reject(setup("template/not-found", "Write one.")), true);
    expect(ended).to.include({ said: "" });
    expect(JSON.parse(ended.printed)).to.deep.equal({
      error: {
        code: "template/not-found",
        message: "It is not there.",
        hint: "Write one.",
        details: ["one", "two"],
        exitCode: 2,
      },
    });
  });

  it("ends with 4 for anything else, which is called our bug and shown whole", async () => {
    const ended = await run(() => Promise.reject(new TypeError("x is not a function")));
    expect(ended).to.deep.include({ codes: [4], printed: "" });
    expect(ended.said).to.match(/^This is a bug in lockstep, not in your project\./);
    expect(ended.said).to.contain("TypeError: x is not a function\n    at ");
  });

  it("with --json tells of our bug on stdout too", async () => {
    const ended = await run(() => Promise.reject(new TypeError("x is not a function")), true);
    expect(ended.said).to.contain("This is a bug");
    expect(JSON.parse(ended.printed)).to.nested.include({
      "error.code": null,
      "error.exitCode": 4,
      "error.details[0]": "TypeError: x is not a function",
    });
  });
});
