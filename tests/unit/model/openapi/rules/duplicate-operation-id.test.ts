import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/duplicate-operation-id";

describe("rule duplicate-operation-id", () => {
  it("reports the second use of an operationId", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get: { operationId: x, responses: { "200": { description: ok } } }
    put: { operationId: x, responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:12`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get: { operationId: x, responses: { "200": { description: ok } } }
    put: { operationId: y, responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
