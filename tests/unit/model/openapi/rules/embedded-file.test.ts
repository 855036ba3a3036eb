import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const text = `openapi: 3.0.3
paths: {}
components:
  schemas:
    A: { $ref: "a.yaml" }
    B: { $ref: "./a.yaml#/properties/b" }
`;

describe("rule embedded-file", () => {
  it("reports each file once, at its first use", () => {
    const document = loadDocument(text, {
      read: (path) => (path === "a.yaml" ? "properties: { b: {} }" : null),
    });
    expect(problemsOf(document, "openapi/external-reference")).to.deep.equal([
      "openapi/external-reference openapi.yaml:5:10",
    ]);
  });

  it("is content otherwise", () => {
    const inside = text.replaceAll(/"[^"]*"/g, '"#/components/schemas/C"');
    expect(
      problemsOf(
        loadDocument(`${inside}    C: {}\n`, { read: () => null }),
        "openapi/external-reference",
      ),
    ).to.deep.equal([]);
  });
});
