import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import { readDirectedProperties } from "../../../../src/harness/model/schema/read-directed-properties.ts";

function keywordsBroken(schema: JsonObject, value: unknown): readonly string[] {
  const registry = createSchemaRegistry({ schemas: { Main: schema } }, "openapi-3.1");
  return registry
    .validatorAt("/schemas/Main")
    .validate(value)
    .map(({ keyword }) => keyword);
}

const long = "a".repeat(60);

describe("patterns that backtrack", () => {
  it("judge long texts in bounded time", () => {
    const schema = { type: "string", pattern: "^(a+)+$" };
    expect(keywordsBroken(schema, `${long}!`)).to.deep.equal(["pattern"]);
    expect(keywordsBroken(schema, long)).to.deep.equal([]);
  });

  it("judge names of properties in bounded time", () => {
    const schema = { patternProperties: { "^(a|a)*$": {} }, additionalProperties: false };
    expect(keywordsBroken(schema, { [`${long}!`]: 1 })).to.deep.equal(["additionalProperties"]);
    expect(keywordsBroken(schema, { [long]: 1 })).to.deep.equal([]);
  });

  it("keep two patterns of one schema apart", () => {
    const schema = { allOf: [{ pattern: "^(a+)+$" }, { pattern: "^(b+)+$" }] };
    expect(keywordsBroken(schema, long)).to.deep.equal(["pattern"]);
  });

  it("accuse nobody where there is no verdict", () => {
    const schema = { type: "string", pattern: "^(a+)+\\1$" };
    expect(keywordsBroken(schema, `${long}!`)).to.deep.equal([]);
    expect(keywordsBroken({ not: schema }, `${long}!`)).to.deep.equal([]);
    expect(keywordsBroken(schema, "b")).to.deep.equal(["pattern"]);
  });
});

describe("readDirectedProperties", () => {
  it("visits schemas once, however often they are combined", () => {
    const links = Array.from({ length: 60 }, (_, at) => {
      const next = { $ref: `#/schemas/S${String(at + 1)}` };
      return [`S${String(at)}`, { allOf: [next, next] }] as const;
    });
    const root = {
      schemas: { ...Object.fromEntries(links), S60: { properties: { id: { readOnly: true } } } },
    };
    const names = readDirectedProperties(root, root.schemas, "request");
    expect([...names]).to.deep.equal([]);
    const found = readDirectedProperties(root, { allOf: [{ $ref: "#/schemas/S0" }] }, "request");
    expect([...found]).to.deep.equal(["id"]);
  });
});
