import { expect } from "chai";
import { joinPath, parentFolders } from "../../../../src/harness/model/wiring/project-path.ts";

describe("joinPath", () => {
  it("takes out dots and doubled slashes", () => {
    expect(joinPath(".", "./src/", "handlers//get.ts")).to.equal("src/handlers/get.ts");
    expect(joinPath("infra/app", "../../src", "a.ts")).to.equal("src/a.ts");
    expect(joinPath("", "..", "src")).to.equal("../src");
  });
});

describe("parentFolders", () => {
  it("lists a folder and those above it, the project root last", () => {
    expect(parentFolders("a/b")).to.deep.equal(["a/b", "a", ""]);
    expect(parentFolders(".")).to.deep.equal([""]);
  });
});
