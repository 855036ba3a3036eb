import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/pattern-not-judged";

function withSchema(schema: string): ReturnType<typeof loadDocument> {
  return loadDocument(`openapi: 3.1.0
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: ${schema}
`);
}

describe("rule pattern-not-judged", () => {
  it("names a pattern that nothing can match in bounded time", () => {
    const document = withSchema("{ type: string, pattern: '^(a+)+\\1$' }");
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:24`]);
  });

  it("names a pattern of names", () => {
    const document = withSchema("{ patternProperties: { '^(?<!b)(a+)+$': { type: string } } }");
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:31`]);
  });

  it("is content with patterns that can be matched without backtracking, and with quick ones", () => {
    for (const pattern of ["^(a+)+$", "^(?=.*[0-9])(?=.*[a-z]).{8,}$", "^(a|b)\\1$", "(?<!-)$"])
      expect(problemsOf(withSchema(`{ type: string, pattern: '${pattern}' }`), code)).to.deep.equal(
        [],
      );
  });
});
