import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { valueAt } from "../../../../src/harness/core/json-pointer.ts";
import { boundariesFor } from "../../../../src/harness/model/generate/boundaries-for.ts";
import { createRandomness } from "../../../../src/harness/model/generate/create-randomness.ts";
import { createSchemaRegistry } from "../../../../src/harness/model/schema/create-schema-registry.ts";

function boundaries(
  schemas: JsonObject,
  dialect: "openapi-3.0" | "openapi-3.1" = "openapi-3.0",
): readonly string[] {
  const root = { schemas };
  const registry = createSchemaRegistry(root, dialect);
  const context = {
    root,
    registry,
    dialect,
    direction: "either",
    randomness: createRandomness(1),
    prefersExamples: true,
  } as const;
  return boundariesFor(context, "/schemas/Main").map(
    ({ value, valid, schemaPointer, instancePointer }) => {
      const member = valueAt(value, instancePointer);
      const shown =
        typeof member === "string"
          ? `${member.length} characters`
          : Array.isArray(member)
            ? `${member.length} items`
            : String(member);
      return `${instancePointer} ${shown} ${valid ? "at" : "beyond"} ${schemaPointer}`;
    },
  );
}

describe("boundariesFor", () => {
  it("gives the value at each bound and one beyond, inside a whole value", () => {
    const schemas = {
      Main: {
        type: "object",
        required: ["items"],
        properties: {
          items: { type: "array", minItems: 1, maxItems: 2, items: { $ref: "#/schemas/Item" } },
        },
      },
      Item: {
        type: "object",
        required: ["quantity"],
        properties: {
          quantity: { type: "integer", minimum: 1, maximum: 100 },
          note: { type: "string", maxLength: 5 },
        },
      },
    };
    expect(boundaries(schemas)).to.have.members([
      "/items 1 items at /schemas/Main/properties/items/minItems",
      "/items 0 items beyond /schemas/Main/properties/items/minItems",
      "/items 2 items at /schemas/Main/properties/items/maxItems",
      "/items 3 items beyond /schemas/Main/properties/items/maxItems",
      "/items/0/quantity 1 at /schemas/Item/properties/quantity/minimum",
      "/items/0/quantity 0 beyond /schemas/Item/properties/quantity/minimum",
      "/items/0/quantity 100 at /schemas/Item/properties/quantity/maximum",
      "/items/0/quantity 101 beyond /schemas/Item/properties/quantity/maximum",
      "/items/0/note 5 characters at /schemas/Item/properties/note/maxLength",
      "/items/0/note 6 characters beyond /schemas/Item/properties/note/maxLength",
    ]);
  });

  it("steps over exclusive bounds", () => {
    expect(
      boundaries({ Main: { type: "integer", minimum: 0, exclusiveMinimum: true } }),
    ).to.deep.equal([
      " 1 at /schemas/Main/exclusiveMinimum",
      " 0 beyond /schemas/Main/exclusiveMinimum",
    ]);
  });

  it("names the bound that binds where both forms stand", () => {
    const Main = {
      type: "integer",
      minimum: 5,
      exclusiveMinimum: 3,
      maximum: 9,
      exclusiveMaximum: 8,
    };
    expect(boundaries({ Main }, "openapi-3.1")).to.deep.equal([
      " 5 at /schemas/Main/minimum",
      " 4 beyond /schemas/Main/minimum",
      " 7 at /schemas/Main/exclusiveMaximum",
      " 8 beyond /schemas/Main/exclusiveMaximum",
    ]);
  });

  it("keeps to the pattern at the bound", () => {
    expect(
      boundaries({ Main: { type: "string", pattern: "^C-[0-9]+$", minLength: 4, maxLength: 6 } }),
    ).to.deep.equal([
      " 4 characters at /schemas/Main/minLength",
      " 3 characters beyond /schemas/Main/minLength",
      " 6 characters at /schemas/Main/maxLength",
      " 7 characters beyond /schemas/Main/maxLength",
    ]);
  });

  it("leaves out what cannot be had", () => {
    expect(
      boundaries({ Main: { type: "string", minLength: 0, maxLength: 3, enum: ["a"] } }),
    ).to.deep.equal([" 4 characters beyond /schemas/Main/maxLength"]);
    expect(boundaries({ Main: { type: "string", pattern: "(?=x)", minLength: 3 } })).to.deep.equal(
      [],
    );
  });
});
