import { expect } from "chai";
import {
  buildFolderOf,
  findCommand,
} from "../../../../../src/harness/local/lambda/runtime-api/find-command.ts";
import { otherRuntimeOf } from "../../../../../src/harness/local/lambda/runtime-api/other-runtimes.ts";

const input = {
  handler: "app.handler",
  codeRoot: "/project/src",
  buildFolder: buildFolderOf("/project", "Orders"),
  folders: [],
  python: "/no/python3",
};

describe("findCommand", () => {
  it("says what a Python function needs where there is no interpreter", () => {
    const found = findCommand({ ...input, runtime: "python3.13" });
    expect(!found.ok && found.failure).to.deep.include({
      kind: "init",
      errorType: "Runtime.InvalidRuntime",
    });
    expect(!found.ok && found.failure.errorMessage).to.match(/\/no\/python3 .*LOCKSTEP_PYTHON/);
  });

  it("says where a bootstrap is looked for", () => {
    const found = findCommand({ ...input, runtime: "provided.al2023" });
    expect(!found.ok && found.failure.errorMessage).to.match(
      /\/project\/src\/bootstrap, \/project\/.aws-sam\/build\/Orders\/bootstrap/,
    );
  });

  it("refuses other runtimes by name", () => {
    const found = findCommand({ ...input, runtime: "java21" });
    expect(!found.ok && found.failure.errorMessage).to.include("java21");
  });
});

describe("otherRuntimeOf", () => {
  it("knows the runtimes a client or a bootstrap runs", () => {
    const names = ["python3.9", "python3.14", "provided", "provided.al2", "provided.al2023"];
    expect(names.map(otherRuntimeOf)).to.deep.equal([
      "python",
      "python",
      "bootstrap",
      "bootstrap",
      "bootstrap",
    ]);
  });

  it("knows no others", () => {
    const names = [
      "nodejs24.x",
      "python2.7",
      "java21",
      "dotnet8",
      "ruby3.4",
      "go1.x",
      "provided.al3",
    ];
    expect(names.filter((name) => otherRuntimeOf(name) !== null)).to.deep.equal([]);
  });
});
