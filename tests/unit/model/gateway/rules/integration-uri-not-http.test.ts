import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-uri-not-http";

describe("import rule integration-uri-not-http", () => {
  it("reports a uri that is no URL", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: example.com/a } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:82"]);
  });

  it("takes URLs, placeholders and private integrations", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'https://example.com' } }
    put: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: '\${stageVariables.url}/a' } }
    post: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, connectionType: VPC_LINK, uri: 'arn:aws:elasticloadbalancing:eu-west-2:1:listener/a' } }
    patch: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: { Ref: Url } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
