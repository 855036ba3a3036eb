import { expect } from "chai";
import { describe, it } from "mocha";
import { loadApiDocument } from "../../../../../src/harness/model/openapi/load-api-document.ts";
import { hashing, loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/undefined-security-scheme";

describe("rule undefined-security-scheme", () => {
  it("reports a scheme that is not defined, once", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
security: [{ key: [] }]
paths:
  /a:
    get: { responses: { "200": { description: ok } } }
    put: { responses: { "200": { description: ok } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:3:1`]);
  });

  it("says that the operation loses its authorizer, and which scheme was meant", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get: { security: [{ apiKy: [] }], responses: { "200": { description: ok } } }
components: { securitySchemes: { apiKey: { type: apiKey, name: x, in: header } } }
`);
    const problem = document.problems.find((each) => each.code === code);
    expect(problem?.message).to.contain("has no authorizer");
    expect(problem?.hint).to.equal("Did you mean apiKey?");
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
security: [{ key: [] }, { "Fn::If": [a, b, c] }]
paths:
  /a:
    get: { responses: { "200": { description: ok } } }
components: { securitySchemes: { key: { type: apiKey, name: x, in: header } } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("misses no scheme that the template defines", () => {
    const text =
      "openapi: 3.0.3\nsecurity: [{ Token: [] }]\npaths: { /a: { get: { responses: { default: {} } } } }\n";
    const load = (schemesElsewhere: readonly string[]) =>
      loadApiDocument({ file: "openapi.yaml", text, hashing, schemesElsewhere });
    expect(problemsOf(load(["Token"]), code)).to.deep.equal([]);
    expect(problemsOf(load(["Other"]), code)).to.deep.equal([`${code} openapi.yaml:2:1`]);
  });
});
