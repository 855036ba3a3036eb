import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-incomplete";

describe("import rule integration-incomplete", () => {
  it("reports members without which nothing can be called", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET } }
    put: { x-amazon-apigateway-integration: { type: http, uri: 'https://example.com' } }
    post: { x-amazon-apigateway-integration: { type: aws, uri: { Fn::Sub: 'arn:aws:apigateway:\${AWS::Region}:dynamodb:action/Query' } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:12", "error 5:12", "error 6:13"]);
  });

  it("takes whole ones, mocks, and leaves Lambda to the wiring", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: HTTP_PROXY, httpMethod: GET, uri: 'https://example.com' } }
    put: { x-amazon-apigateway-integration: { type: mock } }
    post: { x-amazon-apigateway-integration: { type: aws_proxy, uri: { Fn::Sub: 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations' } } }
    patch: { x-amazon-apigateway-integration: { Fn::If: [A, { type: http }, { type: mock }] } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
