import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/schemas-not-enforced";

describe("import rule schemas-not-enforced", () => {
  it("tells once that nothing is validated", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    post: { requestBody: { content: { application/json: { schema: { type: object } } } } }
    get: { parameters: [{ name: q, in: query, required: true }] }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["info 4:5"]);
    expect(lintFor(code, text, httpApi)[0]?.message).to.equal(
      "An HTTP API validates no requests: the bodies and parameters of 2 operations reach the integration as they are.",
    );
  });

  it("is content where the document asks for nothing", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { parameters: [{ name: q, in: query }] }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
