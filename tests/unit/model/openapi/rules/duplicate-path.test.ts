import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/duplicate-path";

describe("rule duplicate-path", () => {
  it("reports a path that differs in a parameter name only", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id}/b: { get: {} }
  /a/{key}/b: { put: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:5:3`]);
  });

  it("is content with fixed segments and greedy parameters", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id}: { get: {} }
  /a/new: { get: {} }
  /a/{rest+}: { get: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
