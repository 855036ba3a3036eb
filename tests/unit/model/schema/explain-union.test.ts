import { expect } from "chai";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";

/** A tree whose deepest node is of no kind, and how often that node was looked at. */
function chain(depth: number): { readonly value: unknown; readonly looks: () => number } {
  let looks = 0;
  let value: unknown = {
    get kind(): string {
      looks += 1;
      return "neither";
    },
  };
  for (let level = 0; level < depth; level += 1) value = { kind: "a", child: value };
  return { value, looks: () => looks };
}

const kind = (name: string): JsonObject => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { enum: [name] }, child: { $ref: "#/schemas/Node" } },
});

describe("explainUnion", () => {
  it("looks into no part of a value twice, however deep its alternatives lie", () => {
    const schemas: JsonObject = { Node: { anyOf: [kind("a"), kind("b")] } };
    const registry = createSchemaRegistry({ schemas }, "openapi-3.0");
    const { value, looks } = chain(10);
    const [violation] = registry.validatorAt("/schemas/Node").validate(value);
    expect(violation?.instancePointer).to.equal("/child".repeat(10));
    // The alternatives of the validator itself double with each level; explaining them adds a sum, no product.
    expect(looks()).to.be.lessThan(30 * 2 ** 10);
  });
});
