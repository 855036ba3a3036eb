import { expect } from "chai";
import fc from "fast-check";
import { describe, it } from "mocha";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import { isPlainlyValid } from "../../../../src/harness/model/schema/is-plainly-valid.ts";

describe("isPlainlyValid", () => {
  it("lets nothing through that a validator refuses", () => {
    const leaf = fc.record(
      {
        type: fc.constantFrom("string", "integer", "number", "boolean", "object", "file"),
        minimum: fc.integer({ min: -3, max: 3 }),
        maximum: fc.integer({ min: -3, max: 3 }),
        minLength: fc.nat(3),
        maxLength: fc.nat(3),
        enum: fc.array(fc.constantFrom("a", 1, true, null), { maxLength: 3 }),
        format: fc.constant("date"),
        nullable: fc.boolean(),
      },
      { requiredKeys: ["type"] },
    );
    const value = fc.oneof(
      fc.constantFrom("", "a", "abc", "\uD83D\uDE00", 0, 1.5, -2, true, null),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(leaf, value, (schema, each) => {
        if (!isPlainlyValid(schema, each)) return;
        const registry = createSchemaRegistry({ schema }, "openapi-3.0");
        expect(registry.validatorAt("/schema").validate(each)).to.deep.equal([]);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it("sees what most examples are", () => {
    expect(isPlainlyValid({ type: "string", maxLength: 3, description: "x" }, "abc")).to.equal(
      true,
    );
    expect(isPlainlyValid({ type: "integer", minimum: 1 }, 1)).to.equal(true);
    expect(isPlainlyValid({ type: "string", format: "date" }, "2026-01-01")).to.equal(false);
    expect(isPlainlyValid({ type: "integer", exclusiveMinimum: true, minimum: 1 }, 1)).to.equal(
      false,
    );
  });
});
