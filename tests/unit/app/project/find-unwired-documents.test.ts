import { expect } from "chai";
import { findUnwiredDocuments } from "../../../../src/harness/app/project/find-unwired-documents.ts";
import { createTextFiles } from "../../../../src/harness/app/project/project-files.ts";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const document = (title: string): string =>
  `openapi: 3.0.3\ninfo: { title: ${title}, version: "1" }\npaths: {}\n`;

function found(
  files: Readonly<Record<string, string>>,
  wired: readonly string[] = ["openapi.yaml"],
): Promise<readonly string[]> {
  return withSmallProject(files, async (root) => {
    const { config } = await resolveConfig({ root });
    return findUnwiredDocuments(config, createTextFiles(root), new Set(wired)).map(
      ({ file }) => file,
    );
  });
}

describe("findUnwiredDocuments", () => {
  it("finds documents that no API names, YAML and JSON, three folders deep", async () => {
    const files = {
      "docs/api.yml": document("a"),
      "a/b/c/deep.json": '{ "swagger": "2.0", "info": {}, "paths": {} }',
    };
    expect(await found(files)).to.deep.equal(["a/b/c/deep.json", "docs/api.yml"]);
    expect(await found({}, [])).to.deep.equal(["openapi.yaml"]);
  });

  it("leaves out what is wired, too deep, built, installed or no OpenAPI document", async () => {
    const files = {
      "a/b/c/d/deeper.yaml": document("a"),
      "node_modules/x/openapi.yaml": document("a"),
      ".aws-sam/build/openapi.yaml": document("a"),
      "dist/openapi.yaml": document("a"),
      "docs/other.yaml": "title: openapi",
      "docs/late.yaml": `${"#".repeat(3000)}\n${document("a")}`,
      "docs/broken.yaml": "openapi: [",
    };
    expect(await found(files)).to.deep.equal([]);
  });

  it("stops after a handful", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`docs/${String(index)}.yaml`, document("a")]),
    );
    expect(await found(files)).to.have.length(5);
  });
});
