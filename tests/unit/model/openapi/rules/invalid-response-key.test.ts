import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/invalid-response-key";

describe("rule invalid-response-key", () => {
  it("reports keys that are no status", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        "20": {}
        4xx: {}
        ok: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:7:9`,
      `${code} openapi.yaml:8:9`,
      `${code} openapi.yaml:9:9`,
    ]);
  });

  it("is content with statuses, ranges, default and extensions", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        200: {}
        4XX: {}
        default: {}
        x-note: 1
        Fn::Transform: {}
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
