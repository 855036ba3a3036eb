import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/short-tag";

describe("rule short-tag", () => {
  it("reports a short tag in a file of its own", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        uri: !Sub "arn:x"
      responses: { "200": { description: ok } }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:7:14`]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        uri: { "Fn::Sub": "arn:x" }
      responses: { "200": { description: ok } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
