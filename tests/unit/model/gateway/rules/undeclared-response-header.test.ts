import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/undeclared-response-header";

describe("import rule undeclared-response-header", () => {
  it("reports a header that the response does not declare", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      responses: { 200: { description: a } }
      x-amazon-apigateway-integration:
        type: mock
        responses:
          default: { statusCode: 200, responseParameters: { method.response.header.Location: "'/b'" } }
          bad: { statusCode: '400', responseParameters: { method.response.header.A: "'b'" } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 9:61", "error 10:59"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "The integration of GET /a sets method.response.header.Location, a header that the 200 response does not declare.",
    );
  });

  it("takes declared ones in any letter case", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      responses: { '200': { headers: { location: {} } }, 400: { Fn::If: [A, {}, {}] } }
      x-amazon-apigateway-integration:
        type: mock
        responses:
          default: { statusCode: 200, responseParameters: { method.response.header.Location: "'/b'" } }
          bad: { statusCode: '400', responseParameters: { method.response.header.A: "'b'" } }
          if: { statusCode: { Ref: S }, responseParameters: { method.response.header.A: "'b'" } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
