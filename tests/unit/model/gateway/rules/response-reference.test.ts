import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/response-reference";

describe("import rule response-reference", () => {
  it("tells of responses of the root", () => {
    const text = `swagger: '2.0'
responses: { Gone: { description: a } }
paths:
  /a:
    get: { responses: { 404: { $ref: '#/responses/Gone' } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 5:25"]);
  });

  it("is content with those of the operation, and of OpenAPI 3", () => {
    const text = `swagger: '2.0'
responses: { Gone: { description: a } }
paths:
  /a:
    get: { responses: { 404: { description: a } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });

  it("follows those under components", () => {
    const text = `openapi: 3.0.3
components: { responses: { Gone: { description: a } } }
paths:
  /a:
    get: { responses: { 404: { $ref: "#/components/responses/Gone" } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
