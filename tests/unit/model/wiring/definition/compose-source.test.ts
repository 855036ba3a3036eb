import { expect } from "chai";
import { parseSourceDocument } from "../../../../../src/harness/core/source-document.ts";
import { composeSource } from "../../../../../src/harness/model/wiring/definition/compose-source.ts";

const template = parseSourceDocument({
  file: "template.yaml",
  text: "Api:\n  Body:\n    openapi: 3.0.1\nEvent:\n  Path: /x\n",
});
const part = parseSourceDocument({ file: "paths.yaml", text: "/a:\n  get: {}\n/a: {}\n" });

describe("composeSource", () => {
  const composed = composeSource({
    base: template,
    value: { openapi: "3.0.1", paths: { "/a": { get: {} }, "/x": { get: { responses: {} } } } },
    mounts: [
      { at: "", source: template, pointer: "/Api/Body", whole: false },
      { at: "/paths/~1a", source: part, pointer: "/~1a", whole: false },
      { at: "/paths/~1x/get", source: template, pointer: "/Event", whole: true },
    ],
  });

  it("leads a pointer to the place its part was written at, the innermost part first", () => {
    expect(composed.locate("/openapi")).to.deep.include({ file: "template.yaml", line: 3 });
    expect(composed.locate("/paths/~1a")).to.deep.include({ file: "paths.yaml", line: 3 });
  });

  it("leads everything below a part that was made up to the place it was made from", () => {
    for (const pointer of ["/paths/~1x/get", "/paths/~1x/get/responses"])
      expect(composed.locate(pointer)).to.deep.include({
        file: "template.yaml",
        line: 4,
        pointer: "/Event",
      });
  });

  it("has the defects of the files taken in, and not those of the template", () => {
    expect(composed.issues.map(({ kind }) => kind)).to.deep.equal(["duplicate-key"]);
    expect(composed).to.deep.include({ file: "template.yaml" });
  });
});
