import { expect } from "chai";
import fc from "fast-check";
import { isJsonObject } from "../../../../../src/harness/core/json.ts";
import { patternMatcher } from "../../../../../src/harness/model/eventbridge/match-pattern.ts";
import {
  neverMatches,
  type DetailSchema,
} from "../../../../../src/harness/model/eventbridge/never-matches/never-matches.ts";
import { readPattern } from "../../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";
import { createSchemaRegistry } from "../../../../../src/harness/model/schema/create-schema-registry.ts";

function schemaOf(schema: unknown, root: unknown = schema): DetailSchema {
  return { source: "orders", detailType: "Placed", file: "placed.json", pointer: "", root, schema };
}

function stoppedAt(pattern: object, schemas: readonly DetailSchema[] = []): string | null {
  const read = readPattern(JSON.stringify(pattern));
  if ("rejected" in read) throw new Error(read.rejected);
  return neverMatches(read, schemas)?.path ?? null;
}

const placed = { source: ["orders"], "detail-type": ["Placed"] };
const byDetail = (detail: object, schema: unknown): string | null =>
  stoppedAt({ ...placed, detail }, [schemaOf(schema)]);

const order = {
  type: "object",
  required: ["status", "total"],
  additionalProperties: false,
  properties: {
    status: { enum: ["placed", "paid"] },
    total: { type: "number" },
    note: { type: ["string", "null"] },
    flag: { const: true },
    items: { type: "array", items: { $ref: "#/definitions/item" } },
    open: {},
  },
  definitions: {
    item: { type: "object", additionalProperties: false, properties: { sku: { type: "string" } } },
  },
};

describe("neverMatches", () => {
  it("knows the form of every event", () => {
    expect(stoppedAt({ account: [123456789012] })).to.equal("account");
    expect(stoppedAt({ detail: ["x"] })).to.equal("detail");
    expect(stoppedAt({ source: [{ exists: false }] })).to.equal("source");
    expect(stoppedAt({ time: [{ numeric: [">", 1] }] })).to.equal("time");
    expect(stoppedAt({ $or: [{ account: [1] }, { region: [null] }] })).to.equal("account");
  });

  it("says nothing where some event may match", () => {
    for (const pattern of [
      { account: ["123456789012"] },
      { account: [1, "1"] },
      { resources: ["arn"] },
      { resources: [{ exists: false }] },
      { detail: [{ exists: false }] },
      { detail: { a: { b: [1] } } },
      { source: { name: [{ exists: false }] } },
      { more: ["x"] },
      { source: { name: ["x"] } },
      { $or: [{ account: [1] }, { region: ["x"] }] },
    ])
      expect(stoppedAt(pattern), JSON.stringify(pattern)).to.equal(null);
  });

  it("knows what a schema excludes", () => {
    expect(byDetail({ status: ["PLACED"] }, order)).to.equal("detail.status");
    expect(byDetail({ status: [{ prefix: "x" }] }, order)).to.equal("detail.status");
    expect(byDetail({ total: ["5"] }, order)).to.equal("detail.total");
    expect(byDetail({ state: ["placed"] }, order)).to.equal("detail.state");
    expect(byDetail({ flag: [false] }, order)).to.equal("detail.flag");
    expect(byDetail({ note: [5] }, order)).to.equal("detail.note");
    expect(byDetail({ items: { sku: [5] } }, order)).to.equal("detail.items.sku");
    expect(byDetail({ items: { name: ["x"] } }, order)).to.equal("detail.items.name");
    expect(byDetail({ status: [{ exists: false }] }, order)).to.equal("detail.status");
  });

  it("takes what a schema leaves open for possible", () => {
    for (const detail of [
      { status: ["PLACED", "paid"] },
      { status: [{ "anything-but": "placed" }] },
      { total: [{ numeric: [">", 5] }] },
      { note: [null, "x"] },
      { note: [{ exists: false }] },
      { items: { sku: ["x"] } },
      { open: { a: { b: [1] } } },
    ])
      expect(byDetail(detail, order), JSON.stringify(detail)).to.equal(null);
    const remote = { properties: { a: { $ref: "other.json" } } };
    expect(byDetail({ a: ["x"] }, remote)).to.equal(null);
    expect(byDetail({ a: ["x"] }, { properties: { a: { type: "any" } } })).to.equal(null);
    expect(byDetail({ a: ["x"] }, { properties: { a: { type: "integer" } } })).to.equal("detail.a");
    const loop = { properties: { a: { $ref: "#/properties/a" } } };
    expect(byDetail({ a: ["x"] }, loop)).to.equal(null);
    for (const union of ["allOf", "anyOf", "oneOf"]) {
      const branches = { [union]: [{ $ref: "#" }, { $ref: "#" }] };
      expect(byDetail({ a: ["x", { exists: false }] }, branches)).to.equal(null);
    }
  });

  it("needs a schema for every kind of event the pattern names", () => {
    const detail = { status: ["PLACED"] };
    const schemas = [schemaOf(order)];
    expect(stoppedAt({ detail }, schemas)).to.equal(null);
    expect(stoppedAt({ source: ["orders"], detail }, schemas)).to.equal(null);
    expect(
      stoppedAt({ source: ["orders", "bills"], "detail-type": ["Placed"], detail }, schemas),
    ).to.equal(null);
    expect(stoppedAt({ ...placed, source: [{ prefix: "orders" }], detail }, schemas)).to.equal(
      null,
    );
    const newer = schemaOf({ properties: { status: { enum: ["PLACED"] } } });
    expect(stoppedAt({ ...placed, detail }, [...schemas, newer])).to.equal(null);
  });

  it("never accuses a pattern that a valid event matches", () => {
    const value = fc.constantFrom<unknown>("x", "y", 1, 2, true, null);
    const key = fc.constantFrom("a", "b", "a.b");
    const { schema } = fc.letrec<{ schema: object }>((tie) => ({
      schema: fc.oneof(
        { depthSize: "small" },
        fc.constant({}),
        fc.record({ type: fc.constantFrom("string", "number", "boolean", "null") }),
        fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }),
        fc.record({ const: value }),
        fc.record({ type: fc.constant("array"), items: tie("schema") }),
        fc.record({
          type: fc.constant("object"),
          properties: fc.dictionary(key, tie("schema"), { maxKeys: 2 }),
          additionalProperties: fc.boolean(),
          required: fc.uniqueArray(key, { maxLength: 1 }),
        }),
        fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
        fc.record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
        fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
      ),
    }));
    const { instance } = fc.letrec<{ instance: unknown }>((tie) => ({
      instance: fc.oneof(
        { depthSize: "small" },
        value,
        fc.array(tie("instance"), { maxLength: 2 }),
        fc.dictionary(key, tie("instance"), { maxKeys: 2 }),
      ),
    }));
    const element = fc.oneof(
      value,
      fc.constantFrom(
        { exists: true },
        { exists: false },
        { prefix: "x" },
        { "anything-but": "x" },
      ),
    );
    const path = fc.constantFrom("a", "b", "a.b", "b.a", "a.a");
    let accused = 0;
    let matched = 0;
    fc.assert(
      fc.property(
        schema,
        fc.dictionary(key, instance, { minKeys: 1, maxKeys: 2 }),
        fc.dictionary(path, fc.array(element, { minLength: 1, maxLength: 2 }), {
          minKeys: 1,
          maxKeys: 1,
        }),
        (own, detail, fields) => {
          const read = readPattern(JSON.stringify({ ...placed, detail: fields }));
          if ("rejected" in read || !isJsonObject(own)) return;
          const found = neverMatches(read, [schemaOf(own)]);
          if (found === null) return;
          accused += 1;
          const event = {
            version: "0",
            id: "1",
            "detail-type": "Placed",
            source: "orders",
            account: "1",
            time: "t",
            region: "r",
            detail,
          };
          if (patternMatcher(read).match(JSON.stringify(event)) !== true) return;
          matched += 1;
          const registry = createSchemaRegistry(own, "openapi-3.1");
          expect(registry.validatorAt("").validate(detail)).to.not.deep.equal([]);
        },
      ),
      { numRuns: 10_000, seed: 1 },
    );
    expect(accused).to.be.greaterThan(100);
    expect(matched).to.be.greaterThan(20);
  });
});
