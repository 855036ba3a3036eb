import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/body-not-validated";

describe("rule body-not-validated", () => {
  it("reports a body schema no validator looks at", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
x-amazon-apigateway-request-validators: { p: { validateRequestParameters: true } }
paths:
  /a:
    post: { requestBody: { content: { application/json: { schema: { type: object } } } }, x-amazon-apigateway-integration: { type: aws_proxy } }
    put: { requestBody: { content: { application/json: { schema: { type: object } } } }, x-amazon-apigateway-integration: { type: aws_proxy }, x-amazon-apigateway-request-validator: p }
`);
    expect(problemsOf(document, code)).to.deep.equal([
      `${code} openapi.yaml:6:13`,
      `${code} openapi.yaml:7:12`,
    ]);
  });

  for (const [validators, hint] of [
    [
      "",
      "Add to the document:\nx-amazon-apigateway-request-validators:\n  all:\n    validateRequestBody: true\n    validateRequestParameters: true\nx-amazon-apigateway-request-validator: all",
    ],
    [
      "x-amazon-apigateway-request-validators: { b: { validateRequestBody: true } }\n",
      "Add to the operation, or to the document for all: x-amazon-apigateway-request-validator: b",
    ],
  ] as const) {
    it(`says what to add to a document with ${validators === "" ? "no validators" : validators.trim()}`, () => {
      const document = loadDocument(
        `openapi: 3.0.3\n${validators}paths:\n  /a:\n    post: { requestBody: { content: { application/json: { schema: { type: object } } } }, x-amazon-apigateway-integration: { type: aws_proxy } }\n`,
      );
      const found = document.problems.find((problem) => problem.code === code);
      expect(found?.hint).to.equal(hint);
    });
  }

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true } }
paths:
  /a:
    post: { requestBody: { content: { application/json: { schema: { type: object } } } } }
    put: { requestBody: { content: { application/json: { schema: { type: object } } } }, x-amazon-apigateway-integration: { type: aws_proxy }, x-amazon-apigateway-request-validator: b }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });

  it("does not speak of HTTP APIs, which have no validators", () => {
    const document = loadDocument(`openapi: 3.0.3
x-amazon-apigateway-importexport-version: "1.0"
paths:
  /a:
    post: { requestBody: { content: { application/json: { schema: { type: object } } } }, x-amazon-apigateway-integration: { type: aws_proxy } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
