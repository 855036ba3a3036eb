import { utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { findOutdatedBuild } from "../../../../src/harness/app/project/find-outdated-build.ts";
import { writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const built = ".aws-sam/build/template.yaml";

/** Files with the second each was changed at. */
function messagesOf(
  ages: Readonly<Record<string, number>>,
  template: string,
  documents: readonly string[],
): Promise<readonly string[]> {
  return withTemporaryFolder((root) => {
    for (const [file, second] of Object.entries(ages)) {
      writeFiles(root, { [file]: "" });
      utimesSync(join(root, file), second, second);
    }
    return findOutdatedBuild({ root, template }, documents).map(({ message }) => message);
  });
}

describe("findOutdatedBuild", () => {
  it("tells of a build older than the template or a document", async () => {
    const ages = { "template.yaml": 100, "openapi.yaml": 300, [built]: 200 };
    const [message = "", ...others] = await messagesOf(ages, "template.yaml", ["openapi.yaml"]);
    expect(message).to.contain(`${built} is older than openapi.yaml`);
    expect(others).to.deep.equal([]);
  });

  it("compares with the sources when the built template is named", async () => {
    const ages = { "template.yaml": 300, [built]: 200 };
    expect(await messagesOf(ages, built, [])).to.have.length(1);
  });

  it("looks beside the template", async () => {
    const ages = { "app/template.yaml": 300, [`app/${built}`]: 200, [built]: 200 };
    const [message = ""] = await messagesOf(ages, "app/template.yaml", []);
    expect(message).to.contain(`app/${built}`);
  });

  it("names the first few, and no built file", async () => {
    const ages = {
      "template.yaml": 300,
      a: 300,
      b: 300,
      c: 300,
      ".aws-sam/build/Fn/a.js": 300,
      [built]: 200,
    };
    const sources = ["a", "b", "c", ".aws-sam/build/Fn/a.js"];
    const [message = ""] = await messagesOf(ages, "template.yaml", sources);
    expect(message).to.contain("template.yaml, a, b and 1 more;");
  });

  it("is silent for a newer build, and without one", async () => {
    const ages = { "template.yaml": 100, [built]: 200 };
    expect(await messagesOf(ages, "template.yaml", ["none.yaml"])).to.deep.equal([]);
    expect(await messagesOf({ "template.yaml": 100 }, "template.yaml", [])).to.deep.equal([]);
  });
});
