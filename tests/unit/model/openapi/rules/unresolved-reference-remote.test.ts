import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/remote-reference";

describe("rule unresolved-remote", () => {
  it("reports a reference to the network, which is not fetched", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { get: { responses: { "200": { $ref: "https://example.com/r.yaml#/R" } } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:4:38`]);
  });

  it("is content with names that look like one", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { get: { responses: { "200": { $ref: "#/components/responses/https:~1~1x" } } } }
components: { responses: { "https://x": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
