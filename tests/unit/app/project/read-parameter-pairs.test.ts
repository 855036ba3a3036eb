import { expect } from "chai";
import { readParameterPairs } from "../../../../src/harness/app/project/read-parameter-pairs.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const files = {
  "infra/dev.yaml": "Stage: dev\nSize: 3\n",
  "more.json": '["Title=My shop", "Stage=json"]',
};

describe("--parameter-overrides", () => {
  it("takes pairs, and files of them, a later value over an earlier one", () =>
    withSmallProject(files, (root) => {
      expect(
        readParameterPairs(["Size=1", "file://infra/dev.yaml Own=a", "Text=a=b"], root),
      ).to.deep.equal({ Size: "3", Stage: "dev", Own: "a", Text: "a=b" });
      expect(readParameterPairs(["file://infra/dev.yaml", "file://more.json"], root)).to.include({
        Stage: "json",
        Title: "My shop",
      });
    }));

  it("takes a value that names a file as it is", () => {
    expect(readParameterPairs(["Page=file:///index.html"], ".")).to.deep.equal({
      Page: "file:///index.html",
    });
  });

  it("refuses a file that is not there", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => readParameterPairs(["file://no.yaml"], root));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.contain("there is no file no.yaml");
    }));
});
