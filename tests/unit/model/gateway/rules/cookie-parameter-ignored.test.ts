import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/cookie-parameter-ignored";

describe("import rule cookie-parameter-ignored", () => {
  it("tells of cookies", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { parameters: [{ name: c, in: cookie, required: true, schema: { type: string } }] }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 4:25"]);
  });

  it("is content without", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { parameters: [{ name: c, in: header, schema: { type: string } }] }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
