import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/response-key-ignored";

describe("import rule response-key-ignored", () => {
  it("tells of responses without a status", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { responses: { 200: { description: a }, default: { description: b }, 4XX: { description: c } }, x-amazon-apigateway-integration: { type: mock } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 4:50"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "API Gateway imports responses with a status alone; default, 4XX becomes no method response.",
    );
  });

  it("is content with statuses, and with proxies, whose answers pass", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { responses: { 200: { description: a }, '404': { description: b } }, x-amazon-apigateway-integration: { type: mock } }
    put: { responses: { default: { description: b } }, x-amazon-apigateway-integration: { type: aws_proxy } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
