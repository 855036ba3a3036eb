import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/unknown-integration-member";

describe("import rule unknown-integration-member", () => {
  it("reports a slip of the pen", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, requestTemplate: {}, passThroughBehavior: never } }
`;
    expect(placesFor(code, text)).to.deep.equal(["warning 4:59", "warning 4:80"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "The integration of GET /a has requestTemplate; did you mean requestTemplates?",
    );
  });

  it("passes over names that are like none, and known ones", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: mock, requestTemplates: {}, x-note: a, summary: b } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
