import { readFileSync } from "node:fs";
import { expect } from "chai";
import { docsAnchor } from "../../../../src/harness/app/report/docs-anchor.ts";
import { problemCodes, setupErrorCodes } from "../../../../src/harness/core/problem-codes.ts";

/** The anchor GitHub gives a heading: lower case, punctuation taken out, blanks as hyphens. */
function githubAnchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

describe("The place that explains a code", () => {
  it("is the anchor of its heading in docs/problems.md", () => {
    const page = readFileSync(new URL("../../../../docs/problems.md", import.meta.url), "utf8");
    const anchors = new Set(
      [...page.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => githubAnchor(heading)),
    );
    const codes = [...Object.keys(problemCodes), ...Object.keys(setupErrorCodes)];
    const lost = codes.filter((code) => !anchors.has(docsAnchor(code).split("#")[1] ?? ""));
    expect(lost).to.deep.equal([]);
    expect(docsAnchor("wiring/operation-not-permitted")).to.equal(
      "docs/problems.md#wiringoperation-not-permitted",
    );
  });
});
