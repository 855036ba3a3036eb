import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/no-operations";

describe("rule no-operations", () => {
  it("reports paths without any operation", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { summary: nothing }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:3:1`]);
  });

  it("reports a document without paths", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:1:1`]);
  });

  it("is content where an operation may be put in, or stands elsewhere", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  Fn::Transform: { Name: "AWS::Include", Parameters: { Location: paths.yaml } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { get: {} }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
