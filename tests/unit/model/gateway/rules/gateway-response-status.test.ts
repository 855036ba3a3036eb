import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/gateway-response-status";

describe("import rule gateway-response-status", () => {
  it("reports what is no status", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX: { statusCode: 4XX }
  THROTTLED: { statusCode: 1000 }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 3:18", "error 4:16"]);
  });

  it("takes numbers as numbers and as texts", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX: { statusCode: 400 }
  THROTTLED: { statusCode: '429' }
  UNAUTHORIZED: { statusCode: { Ref: S } }
  WAF_FILTERED: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
