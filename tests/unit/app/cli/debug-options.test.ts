import { expect } from "chai";
import { Command } from "commander";
import {
  addDebugOptions,
  toDebugRequests,
  type DebugFlags,
} from "../../../../src/harness/app/cli/debug-options.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

function parse(...args: readonly string[]) {
  const command = addDebugOptions(new Command(), "the function").exitOverride();
  command.parse([...args], { from: "user" });
  return toDebugRequests(command.opts<DebugFlags>());
}

const wish = (functionId: string | null, port: number | null, breakAtStart = false) => ({
  functionId,
  port,
  breakAtStart,
});

describe("options of debugging", () => {
  it("ask for nothing when none is given", () => {
    expect(parse()).to.deep.equal([]);
  });

  for (const [args, wanted] of [
    [["--inspect"], [wish(null, null)]],
    [["--inspect=9300"], [wish(null, 9300)]],
    [["--inspect", "Add"], [wish("Add", null)]],
    [["--inspect", "Stack/Add=0"], [wish("Stack/Add", 0)]],
    [
      ["--inspect=A=1", "--inspect", "B"],
      [wish("A", 1), wish("B", null)],
    ],
    [["--inspect-brk", "Add=9230"], [wish("Add", 9230, true)]],
    [["-d", "5858"], [wish(null, 5858)]],
    [["--debug-port=5858", "--debug-function", "Add"], [wish("Add", 5858)]],
  ] as const) {
    it(`take ${args.join(" ")}`, () => {
      expect(parse(...args)).to.deep.equal(wanted);
    });
  }

  it("refuse what is no port", async () => {
    for (const args of [["--inspect=Add=x"], ["--inspect=70000"], ["-d", "no"]]) {
      const error = await lockstepErrorOf(() => parse(...args));
      expect(error.code).to.equal("project/config-invalid");
      expect(error.message).to.include(
        args[0]?.split("=")[0] === "-d" ? "--debug-port" : "--inspect",
      );
    }
  });
});
