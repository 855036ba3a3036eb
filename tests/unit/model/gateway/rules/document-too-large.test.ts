import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/document-too-large";
const megabyte = 1024 * 1024;

describe("import rule document-too-large", () => {
  it("reports more than 6 MB, counted in bytes", () => {
    expect(placesFor(code, `openapi: 3.0.3\nx-a: "${"ü".repeat(3.5 * megabyte)}"\n`)).to.deep.equal(
      ["error 1:1"],
    );
  });

  it("takes less", () => {
    expect(placesFor(code, `openapi: 3.0.3\nx-a: "${"a".repeat(5 * megabyte)}"\n`)).to.deep.equal(
      [],
    );
  });
});
