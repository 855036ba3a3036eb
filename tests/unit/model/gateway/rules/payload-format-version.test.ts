import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/payload-format-version";

describe("import rule payload-format-version", () => {
  it("reports a version that is none", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: '3.0' } }
    put: { x-amazon-apigateway-integration: { type: http_proxy, payloadFormatVersion: '2.0' } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["error 4:64", "error 5:65"]);
  });

  it("takes 1.0 and 2.0, also as numbers", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: 2.0 } }
    put: { x-amazon-apigateway-integration: { type: http_proxy, payloadFormatVersion: 1.0 } }
    post: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: { Ref: V } } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
