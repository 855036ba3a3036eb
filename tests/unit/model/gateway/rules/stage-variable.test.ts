import { expect } from "chai";
import { describe, it } from "mocha";
import { lintFor, restApi } from "../../../../support/model/lint-document.ts";

const code = "gateway/stage-variable";
const location = { file: "template.yaml", line: 6, column: 9 };

function messages(name: string, value: string): readonly string[] {
  const stage = { name: "dev", location, variables: [{ name, value, location }] };
  const text = "openapi: 3.0.3\npaths: {}\n";
  return lintFor(code, text, { ...restApi, stage }).map(({ message }) => message);
}

describe("import rule stage-variable", () => {
  it("reports names and values that API Gateway does not take", () => {
    expect(messages("a", "x y|z")).to.deep.equal([
      'The stage variable a of Api has " " and "|" in its value, which API Gateway does not take.',
    ]);
    expect(messages("a-b", "x")).to.have.length(1);
    expect(messages("a".repeat(65), "x")).to.have.length(1);
    expect(messages("a", "x".repeat(513))).to.have.length(1);
  });

  it("takes the characters of an address", () => {
    expect(messages("table_1", "https://example.com:80/a-b_c.d~e?f=g&h#i,j")).to.deep.equal([]);
    expect(messages("empty", "")).to.deep.equal([]);
  });
});
