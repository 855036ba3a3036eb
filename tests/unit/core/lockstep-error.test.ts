import { expect } from "chai";
import { inspect } from "node:util";
import { LockstepError } from "../../../src/harness/core/lockstep-error.ts";

describe("A set-up error", () => {
  it("takes exit code and hint from the registry of codes", () => {
    const usage = new LockstepError({ code: "template/not-found", message: "No template." });
    expect(usage.exitCode).to.equal(2);
    expect(usage.hint).to.contain("--template FILE");
    const environment = new LockstepError({ code: "stage/port-in-use", message: "Taken." });
    expect(environment.exitCode).to.equal(3);
  });

  it("is an error with name, message, details and cause", () => {
    const cause = new Error("why");
    const error = new LockstepError({
      code: "stage/port-in-use",
      message: "Taken.",
      hint: "Wait.",
      details: ["by node"],
      cause,
    });
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({
      name: "LockstepError",
      summary: "Taken.",
      code: "stage/port-in-use",
      hint: "Wait.",
      cause,
    });
    expect(error.details).to.deep.equal(["by node"]);
  });

  it("says hint and code in what test runners print: message, stack and text", () => {
    const error = new LockstepError({
      code: "stage/port-in-use",
      message: "Taken.",
      hint: "Wait.",
    });
    const told = "Taken.\n  hint: Wait.\n  (stage/port-in-use)";
    expect(error.message).to.equal(told);
    expect(String(error)).to.equal(`LockstepError: ${told}`);
    expect(error.stack).to.match(
      /^LockstepError: Taken\.\n {2}hint: Wait\.\n {2}\(stage.*\)\n {4}at /,
    );
    expect(inspect(error).split("Wait.")).to.have.lengthOf(2);
  });

  it("has no hint, no details and no cause where none is given", () => {
    const error = new LockstepError({ code: "project/config-invalid", message: "Wrong." });
    expect(error.hint).to.equal(undefined);
    expect(error.message).to.equal("Wrong.\n  (project/config-invalid)");
    expect(error.details).to.deep.equal([]);
    expect("cause" in error).to.equal(false);
  });

  it("is known across copies of the library by its brand, and nothing else is", () => {
    const copy = Object.assign(new Error("from another build"), {
      [Symbol.for("lockstep-sam.error")]: true,
    });
    expect(LockstepError.is(copy)).to.equal(true);
    expect(
      LockstepError.is(new LockstepError({ code: "template/not-found", message: "m" })),
    ).to.equal(true);
    for (const other of [new Error("LockstepError"), null, undefined, "LockstepError", {}]) {
      expect(LockstepError.is(other)).to.equal(false);
    }
  });
});
