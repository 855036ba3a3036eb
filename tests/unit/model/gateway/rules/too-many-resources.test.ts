import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/too-many-resources";

function withPaths(number: number): string {
  const paths = Array.from(
    { length: number },
    (_, index) => `  /parent/a${index}: { get: {}, put: {} }\n`,
  );
  return `openapi: 3.0.3\npaths:\n${paths.join("")}`;
}

describe("import rule too-many-resources", () => {
  it("counts the resources of a REST API, those between included", () => {
    expect(placesFor(code, withPaths(299))).to.deep.equal(["warning 2:1"]);
    expect(placesFor(code, withPaths(298))).to.deep.equal([]);
  });

  it("counts those of one path in one go, however long it is", () => {
    const path = `openapi: 3.0.3\npaths: { "${"/a".repeat(20_000)}": { get: {} } }\n`;
    expect(lintFor(code, path)[0]?.actual).to.equal("20001");
  });

  it("counts the routes of an HTTP API", () => {
    expect(lintFor(code, withPaths(151), httpApi)[0]?.actual).to.equal("302");
    expect(placesFor(code, withPaths(150), httpApi)).to.deep.equal([]);
  });
});
