import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-value";

describe("import rule integration-value", () => {
  it("reports words that are none of the few", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, passthroughBehavior: when_no_mach, contentHandling: TEXT } }
`;
    expect(placesFor(code, text)).to.deep.equal(["error 4:59", "error 4:94"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      'passthroughBehavior of GET /a is "when_no_mach", which API Gateway does not know; did you mean when_no_match?',
    );
  });

  it("takes them in any letter case", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, passthroughBehavior: WHEN_NO_MATCH, connectionType: { Ref: C }, contentHandling: CONVERT_TO_TEXT, responseTransferMode: STREAM } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
