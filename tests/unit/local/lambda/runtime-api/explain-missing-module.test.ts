import { expect } from "chai";
import { explainMissingModule } from "../../../../../src/harness/local/lambda/runtime-api/explain-missing-module.ts";

const python = { kind: "python", executable: "/venv/python3", args: [], taskRoot: "/src" } as const;
const failed = (errorMessage: string, errorType = "Runtime.ImportModuleError") => ({
  kind: "init" as const,
  errorType,
  errorMessage,
  trace: [],
});

describe("explainMissingModule", () => {
  it("names the module, the interpreter and what to do", () => {
    const failure = failed("Unable to import module 'app': No module named 'stripe.error'");
    expect(explainMissingModule(failure, python)).to.equal(
      "[lockstep] /venv/python3 finds no module stripe. If it is a package: /venv/python3 -m pip install stripe",
    );
  });

  it("says what Lambda has of its own", () => {
    const failure = failed("Unable to import module 'app': No module named 'boto3'");
    expect(explainMissingModule(failure, python)).to.contain("Lambda's Python has it.");
  });

  it("says nothing of other failures and other programs", () => {
    const missing = "Unable to import module 'app': No module named 'boto3'";
    expect(explainMissingModule(failed("cannot import name 'x' from 'y'"), python)).to.equal(null);
    expect(explainMissingModule(failed(missing, "KeyError"), python)).to.equal(null);
    expect(explainMissingModule(failed(missing), { ...python, kind: "bootstrap" })).to.equal(null);
  });
});
