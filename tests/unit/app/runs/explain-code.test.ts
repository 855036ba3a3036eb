import { expect } from "chai";
import { explainCode, paragraphOf } from "../../../../src/harness/app/runs/explain-code.ts";
import { problemCodes, setupErrorCodes } from "../../../../src/harness/core/problem-codes.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

describe("Explaining a code", () => {
  it("gives every code its paragraph of the documentation", () => {
    const codes = [...Object.keys(problemCodes), ...Object.keys(setupErrorCodes)];
    const silent = codes.filter((code) => (explainCode(code).text ?? "") === "");
    expect(silent).to.deep.equal([]);
  });

  it("says what kind it is and what to do", () => {
    expect(explainCode("project/no-api")).to.include({ severity: "info", exitCode: null });
    expect(explainCode("project/code-unknown")).to.include({ severity: null, exitCode: 2 });
    expect(explainCode("project/no-api").text).not.to.contain("###");
  });

  it("takes no code there is none of, and names the nearest", async () => {
    const error = await lockstepErrorOf(() => explainCode("project/no-apis"));
    expect(error).to.include({ code: "project/code-unknown", exitCode: 2 });
    expect(error.hint).to.equal("Did you mean project/no-api?");
  });

  it("reads a paragraph up to the next heading, by its whole name", () => {
    const page = "## a\n\n### `a/b-c`\n\nOther.\n\n### `a/b`\n\nText\nof it.\n\n## next\n";
    expect(paragraphOf(page, "a/b")).to.equal("Text\nof it.");
    expect(paragraphOf(page, "a/x")).to.equal(null);
  });
});
