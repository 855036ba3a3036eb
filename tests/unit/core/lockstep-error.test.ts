import { expect } from "chai";
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
      message: "Taken.",
      code: "stage/port-in-use",
      hint: "Wait.",
      cause,
    });
    expect(error.details).to.deep.equal(["by node"]);
  });

  it("has no hint, no details and no cause where none is given", () => {
    const error = new LockstepError({ code: "project/config-invalid", message: "Wrong." });
    expect(error.hint).to.equal(undefined);
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
