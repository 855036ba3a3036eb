import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { lookAt } from "../../../../src/harness/local/lambda/look-at.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

describe("lookAt", () => {
  it("sees what is there, by links too, and nothing where no path leads anywhere", () =>
    withTemporaryFolder(async (root) => {
      writeFileSync(join(root, "file"), "text");
      symlinkSync("file", join(root, "link"));
      symlinkSync("circle", join(root, "circle"));
      expect(lookAt(join(root, "link"))?.size).to.equal(4);
      for (const name of ["none", "file/below", "circle", "circle/below", "x".repeat(300), "a\0b"])
        expect(lookAt(join(root, name)), name).to.equal(null);
    }));
});
