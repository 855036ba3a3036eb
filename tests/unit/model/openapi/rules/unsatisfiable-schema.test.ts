import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";

const code = "openapi/unsatisfiable-schema";

describe("rule unsatisfiable-schema", () => {
  it("reports a required property that is forbidden", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: object, required: [a, b], properties: { a: {} }, additionalProperties: false }
`);
    expect(problemsOf(document, code)).to.deep.equal([`${code} openapi.yaml:6:24`]);
  });

  const schemas = (text: string): readonly string[] =>
    problemsOf(
      loadDocument(
        `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${text}`,
      ),
      code,
    ).map((problem) => problem.replace(`${code} openapi.yaml:`, ""));

  it("reports bounds that cross, also exclusive ones", () => {
    expect(
      schemas(`    A: { minimum: 3, maximum: 2 }
    B: { minimum: 2, maximum: 2, exclusiveMaximum: true }
    C: { items: { minLength: 2, maxLength: 1 }, minItems: 2, maxItems: 1 }
    D: { minimum: 2, maximum: 2, minLength: { Ref: X }, maxLength: 0 }
`),
    ).to.deep.equal(["6:10", "7:10", "8:19", "8:49"]);
  });

  it("reports an enum none of whose values has the type", () => {
    expect(
      schemas(`    A: { type: string, enum: [1, 2] }
    B: { type: string, enum: [1, a] }
    C: { type: integer, enum: [1.0] }
    D: { type: string, nullable: true, enum: [null] }
    E: { type: string, enum: [{ Ref: X }] }
    F: { type: number, enum: [] }
`),
    ).to.deep.equal(["6:24"]);
  });

  it("reports members of allOf that exclude each other, where they are combined", () => {
    expect(
      schemas(`    Closed: { type: object, properties: { a: {} }, additionalProperties: false }
    A: { allOf: [{ $ref: "#/components/schemas/Closed" }, { required: [b], properties: { b: {} } }] }
    B: { type: string, allOf: [{ type: integer }] }
    C: { type: number, allOf: [{ type: integer }, { $ref: "#/components/schemas/C" }] }
    D: { allOf: [{ $ref: "#/components/schemas/Closed" }, { required: [a] }] }
    E: { oneOf: [{ $ref: "#/components/schemas/Closed" }, { required: [b] }] }
`),
    ).to.deep.equal(["7:10", "8:24"]);
  });

  it("is content otherwise", () => {
    const document = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: object, required: [a, b], properties: { a: {}, b: {} }, additionalProperties: false }
    B: { type: object, required: [b], properties: { a: {} } }
`);
    expect(problemsOf(document, code)).to.deep.equal([]);
  });
});
