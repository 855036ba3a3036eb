import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject, JsonValue } from "../../../../src/harness/core/json.ts";
import { createRandomness } from "../../../../src/harness/model/generate/create-randomness.ts";
import {
  sampleFor,
  type SampleContext,
} from "../../../../src/harness/model/generate/sample-for.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";

function contextOf(root: JsonObject, changes: Partial<SampleContext> = {}): SampleContext {
  const dialect = changes.dialect ?? "openapi-3.0";
  const registry = createSchemaRegistry(root, dialect);
  const randomness = createRandomness(7);
  return {
    root,
    registry,
    dialect,
    direction: "either",
    randomness,
    prefersExamples: true,
    ...changes,
  };
}

function sample(schema: JsonObject, changes: Partial<SampleContext> = {}): JsonValue | undefined {
  const found = sampleFor(contextOf({ S: schema }, changes), "/S");
  return found.kind === "sample" ? found.value : undefined;
}

function reason(schema: JsonObject): string | undefined {
  const found = sampleFor(contextOf({ S: schema }), "/S");
  return found.kind === "none" ? found.reason : undefined;
}

describe("sampleFor", () => {
  it("takes the example first, then the default, and neither when it breaks the schema", () => {
    expect(sample({ type: "string", example: "e", default: "d" })).to.equal("e");
    expect(sample({ type: "string", default: "d" })).to.equal("d");
    expect(sample({ type: "integer", example: "e", default: 4 })).to.equal(4);
    expect(sample({ type: "integer", minimum: 5, maximum: 5, example: 1 })).to.equal(5);
  });

  it("satisfies every kind of schema", () => {
    const schemas: readonly JsonObject[] = [
      { type: "integer", minimum: 10, maximum: 12, exclusiveMinimum: true },
      { type: "number", minimum: 0.5, maximum: 0.6 },
      { type: "integer", multipleOf: 7, minimum: 50 },
      { type: "integer", maximum: -5 },
      { type: "string", minLength: 70 },
      { type: "string", maxLength: 2 },
      { type: "string", pattern: "^[A-Z]{3}-\\d{2,4}(-(a|b))?$" },
      { type: "string", pattern: "^ORD-[0-9A-F]{16}$" },
      { type: "string", pattern: "x", minLength: 12 },
      { type: "string", pattern: "^[^\\s@]+@[\\w.-]+$", minLength: 9, maxLength: 12 },
      ...[
        "date",
        "date-time",
        "time",
        "uuid",
        "email",
        "uri",
        "ipv4",
        "ipv6",
        "hostname",
        "byte",
        "duration",
      ].map((format) => ({ type: "string", format })),
      { type: "boolean" },
      { type: "string", enum: ["a", "b"] },
      { type: "array", minItems: 3, items: { type: "integer" } },
      { type: "array", minItems: 3, uniqueItems: true, items: { enum: [1, 2, 3] } },
      { type: "object", minProperties: 2, additionalProperties: { type: "integer" } },
      { type: "object", required: ["a", "z"], properties: { a: { type: "string" } } },
      {
        allOf: [
          { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
          { required: ["b"], properties: { b: { type: "string", minLength: 3 } } },
        ],
      },
      { oneOf: [{ type: "string", enum: [] }, { type: "integer" }] },
      { nullable: true, type: "string" },
      {},
    ];
    for (const schema of schemas)
      expect(sample(schema, { prefersExamples: false }), JSON.stringify(schema)).not.to.equal(
        undefined,
      );
  });

  it("keeps to the tightest bounds and common values of what is composed", () => {
    const bounds = {
      allOf: [
        { type: "integer", minimum: 3, maximum: 9 },
        { minimum: 7, maximum: 20 },
      ],
      minimum: 1,
    };
    expect(sample(bounds)).to.be.within(7, 9);
    const tight = {
      allOf: [
        { type: "integer", minimum: 1_000_000, maximum: 1_000_001 },
        { minimum: 1, maximum: 2_000_000 },
      ],
    };
    expect(sample(tight)).to.be.within(1_000_000, 1_000_001);
    expect(sample({ allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] })).to.equal("b");
  });

  it("leaves optional recursion out and says when it cannot end", () => {
    const tree: JsonObject = {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, child: { $ref: "#/S" } },
    };
    expect(sample(tree)).to.have.property("name");
    expect(
      reason({ type: "object", required: ["child"], properties: { child: { $ref: "#/S" } } }),
    ).to.match(/requires itself without end/);
  });

  it("says why there is no sample", () => {
    expect(reason({ type: "string", pattern: "^(?=a)b$" })).to.match(
      /no text was found for the pattern/,
    );
    expect(reason({ type: "integer", minimum: 3, maximum: 2 })).to.match(/leave nothing/);
    expect(reason({ $ref: "#/gone" })).to.match(/leads nowhere/);
  });

  it("leaves readOnly properties out of requests and writeOnly ones out of responses", () => {
    const schema: JsonObject = {
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "string", readOnly: true },
        secret: { type: "string", writeOnly: true },
      },
    };
    expect(sample(schema, { direction: "request" })).to.have.all.keys("secret");
    expect(sample(schema, { direction: "response" })).to.have.all.keys("id");
  });

  it("gives up on what would fill the machine", () => {
    expect(reason({ type: "string", minLength: 5_000_000_000 })).to.match(/5000000000 characters/);
    expect(reason({ type: "object", minProperties: 1e8 })).to.match(/100000000 properties/);
    expect(reason({ type: "string", pattern: "^((a{4000}){4000}){4000}$" })).to.match(/pattern/);
    const words = Array.from({ length: 20_000 }, (_, index) => `word${index}`);
    expect(reason({ type: "string", enum: words, pattern: "^none$" })).to.be.a("string");
  });

  it("gives the same sample for the same seed and another for another", () => {
    const schema: JsonObject = {
      type: "object",
      properties: { id: { type: "string", format: "uuid" }, n: { type: "integer" } },
    };
    const of = (seed: number): JsonValue | undefined =>
      sample(schema, { randomness: createRandomness(seed) });
    expect(of(1)).to.deep.equal(of(1));
    expect(of(1)).not.to.deep.equal(of(2));
  });
});
