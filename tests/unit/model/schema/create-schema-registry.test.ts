import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";
import type {
  GatewayDialect,
  SchemaDialect,
  SchemaDirection,
} from "../../../../src/harness/model/schema/schema-validator.ts";

interface Reading {
  readonly dialect?: Exclude<SchemaDialect, GatewayDialect>;
  readonly as?: SchemaDialect;
  readonly direction?: SchemaDirection;
}

/** `instance → schema pointer` of each violation of a value against `/schemas/Main`. */
function check(schemas: JsonObject, value: unknown, reading: Reading = {}): readonly string[] {
  const { dialect = "openapi-3.0" } = reading;
  const registry = createSchemaRegistry({ schemas }, dialect);
  const validator = registry.validatorAt("/schemas/Main", reading.as ?? dialect, reading.direction);
  return validator.validate(value).map((one) => `${one.instancePointer} → ${one.schemaPointer}`);
}

function messages(schemas: JsonObject, value: unknown): readonly string[] {
  const registry = createSchemaRegistry({ schemas }, "openapi-3.0");
  return registry
    .validatorAt("/schemas/Main")
    .validate(value)
    .map((one) => one.message);
}

function defectsOf(schemas: JsonObject): readonly string[] {
  const registry = createSchemaRegistry({ schemas }, "openapi-3.0");
  registry.validatorAt("/schemas/Main").validate({});
  return registry.defects().map(({ pointer, message }) => `${pointer}: ${message}`);
}

describe("createSchemaRegistry", () => {
  describe("points at the keyword in the document", () => {
    it("in the schema itself", () => {
      const schemas = {
        Main: { type: "object", properties: { n: { type: "integer", maximum: 100 } } },
      };
      expect(check(schemas, { n: 101 })).to.deep.equal(["/n → /schemas/Main/properties/n/maximum"]);
    });

    it("behind nested references", () => {
      const schemas = {
        Main: {
          type: "object",
          properties: { items: { type: "array", items: { $ref: "#/schemas/Item" } } },
        },
        Item: { $ref: "#/schemas/RealItem" },
        RealItem: {
          type: "object",
          required: ["id"],
          properties: { id: { $ref: "#/schemas/Id" } },
        },
        Id: { type: "string", pattern: "^P-" },
      };
      expect(check(schemas, { items: [{ id: "P-1" }, { id: "X" }, {}] })).to.deep.equal([
        "/items/1/id → /schemas/Id/pattern",
        "/items/2 → /schemas/RealItem/required",
      ]);
    });

    it("inside allOf, with names that need escaping", () => {
      const schemas = {
        Main: { allOf: [{ $ref: "#/schemas/a~1b" }, { type: "object", required: ["x"] }] },
        "a/b": { type: "object", properties: { "c/d": { type: "boolean" } } },
      };
      expect(check(schemas, { "c/d": 1 })).to.deep.equal([
        "/c~1d → /schemas/a~1b/properties/c~1d/type",
        " → /schemas/Main/allOf/1/required",
      ]);
    });

    it("for additional properties, at the property and the keyword", () => {
      const schemas = {
        Main: { type: "object", properties: { a: {} }, additionalProperties: false },
        Open: {},
      };
      expect(check(schemas, { a: 1, "b/c": 2 })).to.deep.equal([
        "/b~1c → /schemas/Main/additionalProperties",
      ]);
      const typed = { Main: { type: "object", additionalProperties: { type: "string" } } };
      expect(check(typed, { k: 1 })).to.deep.equal([
        "/k → /schemas/Main/additionalProperties/type",
      ]);
    });

    it("for dependent and conditional keywords of 3.1", () => {
      const schemas = {
        Main: {
          dependentRequired: { card: ["cvc"] },
          if: { required: ["card"] },
          then: { properties: { card: { minLength: 4 } } },
        },
      };
      expect(check(schemas, { card: "1" }, { dialect: "openapi-3.1" })).to.have.members([
        " → /schemas/Main/dependentRequired",
        "/card → /schemas/Main/then/properties/card/minLength",
      ]);
    });

    it("for recursive schemas", () => {
      const schemas = {
        Main: {
          type: "object",
          properties: {
            name: { type: "string" },
            children: { type: "array", items: { $ref: "#/schemas/Main" } },
          },
        },
      };
      expect(check(schemas, { children: [{ children: [{ name: 1 }] }] })).to.deep.equal([
        "/children/0/children/0/name → /schemas/Main/properties/name/type",
      ]);
    });

    it("for a false schema of 3.1", () => {
      const schemas = { Main: { properties: { gone: false } } };
      expect(check(schemas, { gone: 1 }, { dialect: "openapi-3.1" })).to.deep.equal([
        "/gone → /schemas/Main/properties/gone",
      ]);
    });
  });

  describe("reads OpenAPI 3.0", () => {
    it("lets null through where nullable says so", () => {
      const other = { Other: { type: "object", required: ["a"] } };
      const forms: readonly JsonObject[] = [
        { type: "string", nullable: true },
        { nullable: true, enum: ["a", "b"] },
        { nullable: true, $ref: "#/schemas/Other" },
        { nullable: true, allOf: [{ $ref: "#/schemas/Other" }] },
        { nullable: true, oneOf: [{ type: "string" }, { type: "integer" }] },
        { "x-nullable": true, type: "integer" },
      ];
      for (const Main of forms)
        expect(check({ Main, ...other }, null), JSON.stringify(Main)).to.deep.equal([]);
      expect(check({ Main: { type: "string" } }, null)).to.have.length(1);
    });

    it("notes of a null that only API Gateway does not heed nullable", () => {
      const schemas = { A: { type: "string", nullable: true }, B: { type: "string" } };
      const registry = createSchemaRegistry({ schemas }, "openapi-3.0");
      const noteOf = (name: string, value: unknown, dialect: SchemaDialect): unknown =>
        registry.validatorAt(`/schemas/${name}`, dialect).validate(value)[0]?.note;
      expect(noteOf("A", null, "gateway")).to.equal("API Gateway ignores nullable");
      expect(noteOf("A", 1, "gateway")).to.equal(undefined);
      expect(noteOf("B", null, "gateway")).to.equal(undefined);
      expect(noteOf("A", null, "openapi-3.1")).to.equal(undefined);
    });

    it("reports what is wrong with a nullable schema as if it were not nullable", () => {
      const schemas = {
        Main: { nullable: true, allOf: [{ $ref: "#/schemas/Other" }] },
        Other: { type: "object", required: ["a"] },
      };
      expect(check(schemas, {})).to.deep.equal([" → /schemas/Other/required"]);
    });

    it("reads boolean exclusiveMinimum and exclusiveMaximum", () => {
      const schemas = {
        Main: {
          type: "number",
          minimum: 0,
          exclusiveMinimum: true,
          maximum: 9,
          exclusiveMaximum: false,
        },
      };
      expect(check(schemas, 0)).to.deep.equal([" → /schemas/Main/exclusiveMinimum"]);
      expect(check(schemas, 9)).to.deep.equal([]);
      expect(check(schemas, 10)).to.deep.equal([" → /schemas/Main/maximum"]);
    });

    it("ignores what stands beside a $ref, and 3.1 does not", () => {
      const schemas = { Main: { $ref: "#/schemas/Text", minLength: 5 }, Text: { type: "string" } };
      expect(check(schemas, "abc")).to.deep.equal([]);
      expect(check(schemas, "abc", { dialect: "openapi-3.1" })).to.deep.equal([
        " → /schemas/Main/minLength",
      ]);
    });

    it("knows the formats of OpenAPI and ignores unknown ones", () => {
      const schemas = {
        Main: {
          type: "object",
          properties: {
            n: { type: "integer", format: "int32" },
            d: { type: "string", format: "date" },
            x: { type: "string", format: "sku" },
          },
        },
      };
      expect(check(schemas, { n: 2 ** 31, d: "2024-02-30", x: "?" })).to.deep.equal([
        "/n → /schemas/Main/properties/n/format",
        "/d → /schemas/Main/properties/d/format",
      ]);
    });

    it("never reads examples, defaults or enum values as schemas", () => {
      const schemas = {
        Main: {
          type: "object",
          example: { $ref: "#/nowhere", id: "x", nullable: true },
          default: { $ref: "#/nowhere" },
          properties: { e: { enum: [{ $ref: "#/nowhere" }], example: { type: "wrong" } } },
          discriminator: { propertyName: "e" },
          xml: { name: "main" },
        },
      };
      expect(defectsOf(schemas)).to.deep.equal([]);
      expect(check(schemas, { e: { $ref: "#/nowhere" } })).to.deep.equal([]);
    });

    it("takes a property named like a keyword or like a member of every object", () => {
      const schemas = {
        Main: {
          type: "object",
          required: ["constructor"],
          properties: {
            properties: { type: "string" },
            required: { type: "boolean" },
            $ref: { type: "string" },
          },
        },
      };
      expect(check(schemas, { properties: "a", required: true })).to.deep.equal([
        " → /schemas/Main/required",
      ]);
    });
  });

  describe("reads by API Gateway's profile", () => {
    it("ignores formats, nullable, array bounds and exclusiveMinimum", () => {
      const Main = {
        type: "object",
        properties: {
          d: { type: "string", format: "date" },
          n: { type: "integer", minimum: 1, exclusiveMinimum: true },
          l: { type: "array", minItems: 2, maxItems: 3 },
          s: { type: "string", nullable: true },
        },
      };
      const bad = { d: "no date", n: 1, l: [1] };
      expect(check({ Main }, bad)).to.have.length(3);
      expect(check({ Main }, bad, { as: "gateway" })).to.deep.equal([]);
      expect(check({ Main }, { s: null }, { as: "gateway" })).to.deep.equal([
        "/s → /schemas/Main/properties/s/type",
      ]);
    });

    it("enforces the rest of draft-04", () => {
      const Main = {
        type: "object",
        required: ["n"],
        properties: { n: { type: "integer", minimum: 1 }, t: { type: "string", pattern: "^a" } },
        additionalProperties: false,
      };
      expect(check({ Main }, { t: "b", x: 1 }, { as: "gateway" })).to.have.members([
        " → /schemas/Main/required",
        "/t → /schemas/Main/properties/t/pattern",
        "/x → /schemas/Main/additionalProperties",
      ]);
    });
  });

  describe("heeds the direction a value travels", () => {
    const schemas = {
      Main: {
        type: "object",
        required: ["id", "secret", "name"],
        properties: {
          id: { $ref: "#/schemas/Id" },
          secret: { type: "string", writeOnly: true },
          name: { type: "string" },
        },
      },
      Id: { type: "string", readOnly: true },
    };

    it("refuses readOnly properties in a request and does not require them", () => {
      expect(check(schemas, { secret: "s", name: "n" }, { direction: "request" })).to.deep.equal(
        [],
      );
      expect(
        check(schemas, { id: "1", secret: "s", name: "n" }, { direction: "request" }),
      ).to.deep.equal(["/id → /schemas/Id/readOnly"]);
      expect(check(schemas, { id: "1" }, { direction: "request" })).to.include(
        " → /schemas/Main/required",
      );
    });

    it("refuses writeOnly properties in a response", () => {
      expect(check(schemas, { id: "1", name: "n" }, { direction: "response" })).to.deep.equal([]);
      expect(
        check(schemas, { id: "1", secret: "s", name: "n" }, { direction: "response" }),
      ).to.deep.equal(["/secret → /schemas/Main/properties/secret/writeOnly"]);
    });

    it("heeds readOnly in allOf members and neither without a direction", () => {
      const composed = {
        ...schemas,
        All: { required: ["id"], allOf: [{ $ref: "#/schemas/Main" }] },
      };
      const registry = createSchemaRegistry({ schemas: composed }, "openapi-3.0");
      expect(
        registry
          .validatorAt("/schemas/All", "openapi-3.0", "request")
          .validate({ secret: "s", name: "n" }),
      ).to.deep.equal([]);
      expect(check(schemas, { id: "1", secret: "s", name: "n" })).to.deep.equal([]);
    });
  });

  describe("explains alternatives without noise", () => {
    const shapes = {
      Main: { oneOf: [{ $ref: "#/schemas/Card" }, { $ref: "#/schemas/Bank" }] },
      Card: {
        type: "object",
        required: ["kind", "number"],
        properties: { kind: { enum: ["card"] }, number: { type: "string" } },
      },
      Bank: {
        type: "object",
        required: ["kind", "iban"],
        properties: { kind: { enum: ["bank"] }, iban: { type: "string" } },
      },
    };

    it("by the branch the value is nearest to", () => {
      expect(check(shapes, { kind: "bank", iban: 7 })).to.deep.equal([
        "/iban → /schemas/Bank/properties/iban/type",
      ]);
    });

    it("with one sentence when two branches are equally near", () => {
      const two = {
        Main: { oneOf: [{ $ref: "#/schemas/A" }, { $ref: "#/schemas/B" }] },
        A: { type: "object", required: ["a"] },
        B: { type: "object", required: ["b"] },
      };
      expect(messages(two, {})).to.deep.equal(["must match one of A, B"]);
    });

    it("by the discriminator", () => {
      const Main = {
        ...shapes.Main,
        discriminator: {
          propertyName: "kind",
          mapping: { card: "#/schemas/Card", bank: "#/schemas/Bank" },
        },
      };
      expect(check({ ...shapes, Main }, { kind: "card" })).to.deep.equal([
        " → /schemas/Card/required",
      ]);
      expect(check({ ...shapes, Main }, { kind: "cash" })).to.deep.equal([
        "/kind → /schemas/Main/discriminator",
      ]);
    });

    it("with one sentence when nothing is near", () => {
      const schemas = { Main: { anyOf: [{ type: "string" }, { type: "integer" }] } };
      expect(messages(schemas, true)).to.deep.equal(["must be a string or an integer"]);
    });

    it("by naming the branches when too many match", () => {
      const schemas = {
        Main: {
          oneOf: [
            { title: "Short", maxLength: 5 },
            { title: "Text", type: "string" },
          ],
        },
      };
      expect(messages(schemas, "abc")).to.deep.equal([
        "must match exactly one alternative, but matches Short and Text",
      ]);
    });

    it("and keeps the other violations of the same value", () => {
      const schemas = {
        Main: {
          type: "object",
          required: ["z"],
          properties: {
            a: { anyOf: [{ type: "string" }, { type: "integer" }] },
            b: { type: "string" },
          },
        },
      };
      expect(check(schemas, { a: true, b: 1 })).to.have.members([
        " → /schemas/Main/required",
        "/a → /schemas/Main/properties/a/anyOf",
        "/b → /schemas/Main/properties/b/type",
      ]);
    });
  });

  describe("turns unusable schemas into defects", () => {
    it("a dangling reference, by pointer, and still checks the rest", () => {
      const schemas = {
        Main: { type: "object", required: ["a"], properties: { a: { $ref: "#/schemas/Gone" } } },
      };
      expect(defectsOf(schemas)).to.deep.equal([
        "/schemas/Main/properties/a/$ref: The reference #/schemas/Gone leads nowhere.",
      ]);
      expect(check(schemas, {})).to.deep.equal([" → /schemas/Main/required"]);
      expect(check(schemas, { a: 1 })).to.deep.equal([]);
    });

    it("a bad pattern, an unknown type, a boolean required, a schema that is none", () => {
      expect(defectsOf({ Main: { pattern: "(" } })).to.deep.equal([
        '/schemas/Main/pattern: "pattern" is not a regular expression.',
      ]);
      expect(defectsOf({ Main: { type: "strin" } })).to.have.length(1);
      expect(
        defectsOf({ Main: { properties: { a: { type: "string", required: true } } } }),
      ).to.deep.equal([
        '/schemas/Main/properties/a/required: "required" must be a list of property names.',
      ]);
      expect(defectsOf({ Main: { properties: { a: "string" } } })).to.deep.equal([
        "/schemas/Main/properties/a: A schema must be an object.",
      ]);
    });

    it("references that lead back to themselves or to another file", () => {
      const schemas = { Main: { $ref: "#/schemas/B" }, B: { $ref: "#/schemas/Main" } };
      expect(defectsOf(schemas).join()).to.match(/leads back to itself/);
      expect(defectsOf({ Main: { $ref: "other.yaml#/X" } }).join()).to.match(
        /leads to another file/,
      );
    });

    it("no schema that judges a plain value and runs out of stack on a deep one: the value is invalid", () => {
      const schemas = {
        Main: {
          type: "object",
          properties: { next: { $ref: "#/schemas/Main" }, leaf: { type: "string" } },
        },
      };
      let value: object = { leaf: 1 };
      for (let depth = 0; depth < 30_000; depth += 1) value = { next: value };
      expect(messages(schemas, value)).to.deep.equal(["nests too deeply to be judged"]);
      expect(messages(schemas, { next: { leaf: "a" } })).to.deep.equal([]);
    });

    it("a schema that includes itself", () => {
      const schemas = { Main: { allOf: [{ $ref: "#/schemas/Main" }] } };
      expect(defectsOf(schemas).join()).to.match(/cannot be evaluated/);
    });

    it("a pointer that names nothing accepts everything", () => {
      const registry = createSchemaRegistry({}, "openapi-3.0");
      expect(registry.validatorAt("/nope").validate(1)).to.deep.equal([]);
      expect(registry.defects()).to.have.length(1);
    });

    it("accepts a pattern that is only valid without the u flag", () => {
      const schemas = { Main: { type: "string", pattern: String.raw`^[\w-\.]+$` } };
      expect(defectsOf(schemas)).to.deep.equal([]);
      expect(check(schemas, "a b")).to.deep.equal([" → /schemas/Main/pattern"]);
    });
  });

  it("speaks to people", () => {
    const schemas = {
      Main: {
        type: "object",
        required: ["id"],
        properties: {
          status: { type: "string", enum: ["created", "shipped"] },
          n: { type: "integer", maximum: 100 },
        },
      },
    };
    const registry = createSchemaRegistry({ schemas }, "openapi-3.0");
    const shown = registry
      .validatorAt("/schemas/Main")
      .validate({ status: "LOST", n: 101 })
      .map(({ message, expected, actual }) => `${message} | ${expected} | ${actual}`);
    expect(shown).to.have.members([
      'must have the property "id" | the property "id" | (absent)',
      'must be one of created, shipped | one of created, shipped | "LOST"',
      "must be <= 100 | <= 100 | 101",
    ]);
  });

  it("says once that a value has the wrong type", () => {
    expect(messages({ Main: { type: "string", enum: ["a", "b"] } }, 7)).to.deep.equal([
      "must be a string",
    ]);
  });
});
