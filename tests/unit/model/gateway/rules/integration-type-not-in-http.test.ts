import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-type-not-in-http";

describe("import rule integration-type-not-in-http", () => {
  it("reports types of REST APIs", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: AWS, httpMethod: POST } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["error 4:47"]);
  });

  it("takes the proxies", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: AWS_PROXY } }
    put: { x-amazon-apigateway-integration: { type: http_proxy } }
    post: { x-amazon-apigateway-integration: { type: { Ref: T } } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
