import { expect } from "chai";
import { describe, it } from "mocha";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { loadDocument, problemsOf } from "../../../support/model/load-document.ts";

const text = `openapi: 3.1.0
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    Id: { $anchor: id, type: string, pattern: "^[a-z]+$" }
    Order:
      $id: https://example.com/order
      $defs: { Line: { $anchor: line, type: integer } }
      properties:
        id: { $ref: "#id" }
        line: { $ref: "#/$defs/Line" }
    Cart:
      properties:
        order: { $ref: "https://example.com/order" }
        line: { $ref: "https://example.com/order#line" }
        same: { $ref: "https://example.com/order#/$defs/Line" }
    Tree:
      $dynamicAnchor: node
      type: object
      properties: { value: { type: integer }, children: { type: array, items: { $dynamicRef: "#node" } } }
    Properties: { properties: { $id: { type: string }, $anchor: { type: string } } }
`;

describe("Names of schemas in OpenAPI 3.1", () => {
  const document = loadDocument(text);
  const violations = (name: string, value: unknown): readonly string[] =>
    schemaRegistryOf(document)
      .validatorAt(`/components/schemas/${name}`)
      .validate(value)
      .map(({ instancePointer }) => instancePointer);

  it("lead where they are given: anchors, ids, pointers inside an id", () => {
    expect(violations("Order", { id: "A", line: "x" })).to.have.members(["/id", "/line"]);
    expect(violations("Cart", { order: { line: "x" }, line: "x", same: "x" })).to.have.members([
      "/order/line",
      "/line",
      "/same",
    ]);
  });

  it("lead a dynamic reference to the only schema it can mean", () => {
    expect(violations("Tree", { children: [{ children: [{ value: "x" }] }] })).to.deep.equal([
      "/children/0/children/0/value",
    ]);
  });

  it("are no defect; one that nobody has is", () => {
    expect(
      problemsOf(document, "openapi/dangling-reference", "openapi/remote-reference"),
    ).to.deep.equal([]);
    expect(
      problemsOf(loadDocument(text.replace('"#id"', '"#gone"')), "openapi/dangling-reference"),
    ).to.deep.equal(["openapi/dangling-reference openapi.yaml:11:15"]);
  });

  it("mean nothing before 3.1", () => {
    const older = loadDocument(text.replace("3.1.0", "3.0.3"));
    expect(problemsOf(older, "openapi/dangling-reference")).to.not.deep.equal([]);
  });
});
