import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/request-validator-shape";

describe("import rule request-validator-shape", () => {
  it("reports members that are none, and validators that are no maps", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameter: true }
  some: true
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 3:37", "warning 4:3"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "The request validator all has validateRequestParameter, which API Gateway does not know; did you mean validateRequestParameters?",
    );
  });

  it("takes the two switches", () => {
    const text = `openapi: 3.0.3
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: 'true' }
  one: { Ref: V }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
