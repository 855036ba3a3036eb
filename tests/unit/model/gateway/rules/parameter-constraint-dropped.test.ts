import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/parameter-constraint-dropped";

describe("import rule parameter-constraint-dropped", () => {
  it("gathers all parameters in one finding", () => {
    const text = `openapi: 3.0.3
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, schema: { type: string, pattern: a } }]
    get: { parameters: [{ name: n, in: query, schema: { type: integer, minimum: 1 } }] }
    put: { parameters: [{ name: c, in: cookie, schema: { type: integer } }] }
`;
    expect(placesFor(code, text)).to.deep.equal(["info 4:18"]);
    expect(lintFor(code, text)[0]?.message).to.equal(
      "API Gateway does not enforce what the schemas of 2 parameters ask (pattern, type, minimum); it checks that required parameters are there, and no more.",
    );
  });

  it("is content with plain texts", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { parameters: [{ name: n, in: query, required: true, schema: { type: string } }] }
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
