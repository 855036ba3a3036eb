import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-timeout";

describe("import rule integration-timeout", () => {
  it("reports one too short as an error, one too long as a matter of quota", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 49 } }
    put: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 29001 } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:59", "warning 5:59"]);
  });

  it("takes 50 to 29000, more when the response is streamed, and what only CloudFormation knows", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 50 } }
    put: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: '29000' } }
    post: { x-amazon-apigateway-integration: { type: mock, timeoutInMillis: { Ref: Timeout } } }
    patch: { x-amazon-apigateway-integration: { type: aws_proxy, responseTransferMode: STREAM, timeoutInMillis: 600000 } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("holds HTTP APIs to 30000, which no quota raises", () => {
    const text = (timeout: number): string =>
      `openapi: 3.0.3\npaths:\n  /a:\n    get: { x-amazon-apigateway-integration: { type: http_proxy, timeoutInMillis: ${timeout} } }\n`;
    expect(placesFor(code, text(30_001), httpApi)).to.deep.equal(["error 4:65"]);
    expect(placesFor(code, text(30_000), httpApi)).to.deep.equal([]);
  });
});
