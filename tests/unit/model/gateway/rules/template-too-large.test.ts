import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-too-large";

function withTemplate(letters: number): string {
  return `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          text/plain: ${"a".repeat(letters)}
`;
}

describe("import rule template-too-large", () => {
  it("reports more than 300 KB", () => {
    expect(placesFor(code, withTemplate(301 * 1024))).to.deep.equal(["error 8:11"]);
  });

  it("takes less", () => {
    expect(placesFor(code, withTemplate(299 * 1024))).to.deep.equal([]);
  });
});
