import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/undeclared-mapping-source";

describe("import rule undeclared-mapping-source", () => {
  it("reports a mapping from a parameter that is not there", () => {
    const text = `openapi: 3.0.3
paths:
  /a/{id+}:
    get: { x-amazon-apigateway-integration: { type: mock, requestParameters: { integration.request.path.id: method.request.path.id } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:80"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "The integration of GET /a/{id+} maps from the path parameter id, which the operation does not declare.",
    );
  });

  it("takes declared ones, static texts and lists that CloudFormation completes", () => {
    const text = `openapi: 3.0.3
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true }]
    get: { parameters: [{ name: X-Key, in: header }], x-amazon-apigateway-integration: { type: mock, requestParameters: { integration.request.path.id: method.request.path.id, integration.request.header.x: "'a'", integration.request.header.k: method.request.header.x-key } } }
    put: { parameters: [{ Fn::If: [A, {}, {}] }], x-amazon-apigateway-integration: { type: mock, requestParameters: { integration.request.header.y: method.request.header.y } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("leaves plain parameters of the path alone, which have a warning of their own", () => {
    const text = `openapi: 3.0.3
paths:
  /a/{id}:
    get: { x-amazon-apigateway-integration: { type: http_proxy, requestParameters: { integration.request.path.id: method.request.path.id } } }
    put: { x-amazon-apigateway-integration: { type: http_proxy, requestParameters: { integration.request.path.id: method.request.path.other } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 5:86"]);
  });
});
