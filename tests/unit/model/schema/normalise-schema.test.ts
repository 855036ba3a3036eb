import { expect } from "chai";
import { isJsonObject, parseJson, type JsonObject } from "../../../../src/harness/core/json.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import type {
  GatewayDialect,
  SchemaDialect,
  SchemaDirection,
} from "../../../../src/harness/model/schema/schema-validator.ts";

/** `instance → schema pointer` of each violation of a value against `/schemas/Main`. */
function check(
  schemas: JsonObject,
  value: unknown,
  dialect: Exclude<SchemaDialect, GatewayDialect> = "openapi-3.0",
  direction: SchemaDirection = "either",
): readonly string[] {
  return createSchemaRegistry({ schemas }, dialect)
    .validatorAt("/schemas/Main", dialect, direction)
    .validate(value)
    .map((one) => `${one.instancePointer} → ${one.schemaPointer}`);
}

function parseSchemas(text: string): JsonObject {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw new Error("The schemas are no object.");
  return value;
}

describe("normaliseSchema", () => {
  describe("of a property that may not travel", () => {
    const Base = {
      type: "object",
      properties: { id: { type: "string", readOnly: true }, name: { type: "string" } },
    };

    it("lets no schema of the same value require it", () => {
      const required = { type: "object", required: ["id", "name"] };
      const composed = [
        { allOf: [{ $ref: "#/schemas/Base" }, required] },
        { allOf: [{ $ref: "#/schemas/Base" }, { allOf: [{ $ref: "#/schemas/Required" }] }] },
        { ...Base, anyOf: [required, { type: "string" }] },
        { ...Base, oneOf: [{ $ref: "#/schemas/Required" }, { type: "string" }] },
      ];
      for (const Main of composed) {
        const schemas = { Main, Base, Required: required };
        expect(check(schemas, { name: "n" }, "openapi-3.0", "request")).to.deep.equal([]);
        expect(check(schemas, {}, "openapi-3.0", "request")).to.have.length(1);
        expect(check(schemas, { name: "n" }, "openapi-3.0", "response")).to.have.length(1);
      }
    });

    it("still requires it of other values, and of the schema when it stands alone", () => {
      const Required = { type: "object", required: ["id"] };
      const schemas = {
        Main: {
          allOf: [
            { $ref: "#/schemas/Base" },
            { properties: { parent: { $ref: "#/schemas/Required" } } },
          ],
        },
        Base,
        Required,
      };
      expect(check(schemas, { parent: {} }, "openapi-3.0", "request")).to.deep.equal([
        "/parent → /schemas/Required/required",
      ]);
    });

    it("leaves `not` alone", () => {
      const Main = { ...Base, not: { required: ["id"] } };
      expect(check({ Main }, { name: "n" }, "openapi-3.0", "request")).to.deep.equal([]);
    });
  });

  it("refuses every item where `items` is false", () => {
    const Main = { type: "array", items: false };
    expect(check({ Main }, [1], "openapi-3.1")).to.deep.equal(["/0 → /schemas/Main/items"]);
    expect(check({ Main }, [], "openapi-3.1")).to.deep.equal([]);
    const tuple = { Main: { ...Main, prefixItems: [{ type: "integer" }] } };
    expect(check(tuple, [1, 2], "openapi-3.1")).to.deep.equal(["/1 → /schemas/Main/items"]);
  });

  it("takes a property named __proto__", () => {
    const schemas = parseSchemas(
      '{"Main":{"additionalProperties":false,"required":["__proto__"],"properties":{"__proto__":{"type":"string"}}}}',
    );
    expect(check(schemas, parseJson('{"__proto__":"text"}'))).to.deep.equal([]);
    expect(check(schemas, parseJson('{"__proto__":7}'))).to.deep.equal([
      "/__proto__ → /schemas/Main/properties/__proto__/type",
    ]);
    expect(check(schemas, {})).to.deep.equal([" → /schemas/Main/required"]);
  });
});
