import { expect } from "chai";
import { describe, it } from "mocha";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import {
  holdsUnresolved,
  isUnresolved,
} from "../../../../src/harness/model/schema/is-unresolved.ts";
import type { JsonObject } from "../../../../src/harness/core/json.ts";

const either = { "Fn::If": ["IsProd", { type: "string" }, { type: "integer" }] };

/** Keywords a value violates, and how many defects the schema has. */
function judge(schema: JsonObject, value: unknown): readonly string[] {
  const registry = createSchemaRegistry({ schema }, "openapi-3.0");
  const violations = registry.validatorAt("/schema").validate(value);
  return [
    ...violations.map(({ keyword }) => keyword),
    ...registry.defects().map(({ message }) => message),
  ];
}

describe("A schema with intrinsics", () => {
  it("is told from one with a property called Ref", () => {
    expect(isUnresolved({ Ref: "Stage" })).to.equal(true);
    expect(isUnresolved({ Ref: { type: "string" } })).to.equal(false);
    expect(isUnresolved({ Ref: "x", type: "string" })).to.equal(false);
    expect(isUnresolved({ a: 1, "Fn::Transform": {} })).to.equal(true);
    expect(holdsUnresolved([{ a: [{ Ref: "x" }] }])).to.equal(true);
    expect(holdsUnresolved([{ a: [{ b: "Ref" }] }])).to.equal(false);
  });

  for (const [name, schema] of Object.entries({
    "a whole schema": either,
    "a property": { properties: { a: either } },
    "all properties": { properties: either, additionalProperties: false, maxProperties: 0 },
    "an alternative": { oneOf: [either, {}] },
    "what must not match": { not: either },
    "one of several that apply": { allOf: [either, { type: "object" }] },
    "a choice": { enum: [{ Ref: "Stage" }, "x"] },
    "the type": { type: { Ref: "Type" } },
    "a bound": { minProperties: { Ref: "Least" } },
    "a required name": { required: [{ Ref: "Name" }] },
    "a condition": { if: either, then: { minProperties: 9 } },
  } satisfies Record<string, JsonObject>)) {
    it(`accuses nobody where ${name} is one`, () => {
      expect(judge(schema, { a: 1 })).to.deep.equal([]);
    });
  }

  it("still judges by what is known", () => {
    const schema = {
      type: "object",
      required: ["b", { Ref: "Name" }],
      properties: { a: { type: "integer" }, "Fn::Transform": {} },
      additionalProperties: false,
    };
    expect(judge(schema, { a: "x", c: 1 })).to.have.members(["type", "required"]);
  });
});
