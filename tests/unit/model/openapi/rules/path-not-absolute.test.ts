import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/path-not-absolute";

describe("rule path-not-absolute", () => {
  it("reports a path without its slash", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  orders: { get: {} }
  /b: { get: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:4:3`]);
  });

  it("is content with extensions, intrinsics and $default", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  x-note: 1
  $default: { x-amazon-apigateway-any-method: {} }
  Fn::Transform: {}
  /a: { get: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
