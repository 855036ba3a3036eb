import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/unknown-gateway-response";

describe("import rule unknown-gateway-response", () => {
  it("reports a type there is none of", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-gateway-responses:
  UNAUTHORISED: {}
`;
    expect(placesFor(code, text)).to.deep.equal(["error 3:3"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "API Gateway has no gateway response UNAUTHORISED; did you mean UNAUTHORIZED?",
    );
  });

  it("takes the known ones", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-gateway-responses:
  UNAUTHORIZED: {}
  DEFAULT_5XX: {}
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
