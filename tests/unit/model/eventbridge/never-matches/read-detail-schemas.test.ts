import { expect } from "chai";
import { readDetailSchemas } from "../../../../../src/harness/model/eventbridge/never-matches/read-detail-schemas.ts";

const kind = { "x-amazon-events-source": "orders", "x-amazon-events-detail-type": "Placed" };
const pointers = (root: unknown): readonly string[] =>
  readDetailSchemas({ file: "f", root }).map(({ pointer }) => pointer);

describe("readDetailSchemas", () => {
  it("finds the detail in a schema of the event, or takes the schema for that of the detail", () => {
    expect(pointers({ ...kind, properties: { detail: { type: "object" } } })).to.deep.equal([
      "/properties/detail",
    ]);
    expect(pointers({ ...kind, properties: { id: {} } })).to.deep.equal([""]);
  });

  it("finds the events of an OpenAPI document as the registry exports them", () => {
    const root = {
      openapi: "3.0.0",
      components: {
        schemas: {
          AWSEvent: { ...kind, properties: { detail: { $ref: "#/components/schemas/Placed" } } },
          Placed: { type: "object" },
        },
      },
    };
    expect(readDetailSchemas({ file: "f", root })).to.have.lengthOf(1);
    expect(readDetailSchemas({ file: "f", root })[0]).to.include({
      pointer: "/components/schemas/AWSEvent/properties/detail",
      source: "orders",
      detailType: "Placed",
      root,
    });
  });

  it("takes nothing that does not say which events it is for", () => {
    for (const root of [null, [], {}, { "x-amazon-events-source": "orders" }])
      expect(pointers(root)).to.deep.equal([]);
  });
});
