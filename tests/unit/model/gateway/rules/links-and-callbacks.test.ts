import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/links-and-callbacks";

describe("import rule links-and-callbacks", () => {
  it("tells of both, once", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { callbacks: { c: {} }, responses: { 200: { links: { l: {} } } } }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 4:54"]);
  });

  it("is content without", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { responses: { 200: { description: a } } }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
