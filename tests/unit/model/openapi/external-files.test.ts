import { expect } from "chai";
import { describe, it } from "mocha";
import { formatLocation } from "../../../../src/harness/core/problem.ts";
import { loadDocument } from "../../../support/model/load-document.ts";

const text = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { $ref: "paths/a%20b.yaml" }
  /b: { $ref: "paths/a b.yaml#" }
  /remote: { $ref: "https://example.com/paths.yaml" }
`;

const files: Readonly<Record<string, string>> = {
  "paths/a b.yaml": `get:
  operationId: readA
  parameters: [{ $ref: "../shared.json#/parameters/Id" }]
  responses:
    "200":
      description: ok
      content: { application/json: { schema: { $ref: "100%.yaml" } } }
`,
  "shared.json": `{
  "parameters": { "Id": { "name": "id", "in": "query", "schema": { "type": "integer" }, "example": "x" } },
  "Order": { "$ref": "paths/100%.yaml" }
}`,
  "paths/100%.yaml": `type: object
type: object
example: { a: 1 }
properties:
  a: { type: string }
  again: { $ref: "#" }
  order: { $ref: "../shared.json#/Order" }
`,
};

const document = loadDocument(text, { read: (path) => files[path] ?? null });
const places = document.problems.map(
  ({ code, location }) => `${code} ${location === undefined ? "" : formatLocation(location)}`,
);

describe("A document in several files", () => {
  it("has the operations of path items in other files", () => {
    const [operation] = document.operations;
    expect(operation).to.include({ key: "GET /a", operationId: "readA" });
    expect(operation?.parameters.map(({ name }) => name)).to.deep.equal(["id"]);
    expect(operation?.responses[0]?.content).to.have.length(1);
  });

  it("gets the problems of each file where they stand in it", () => {
    expect(places).to.include.members([
      "openapi/duplicate-key paths/100%.yaml:2:1",
      "openapi/invalid-example paths/100%.yaml:3:12",
      "openapi/invalid-example shared.json:2:89",
    ]);
    expect(places.filter((place) => place.includes("dangling"))).to.deep.equal([]);
  });

  it("says what it does not fetch", () => {
    expect(places).to.include("openapi/remote-reference openapi.yaml:6:14");
  });

  it("are two hundred at most, the document among them", () => {
    const read = new Set<string>();
    const paths = Array.from({ length: 250 }, (_, n) => `  /p${n}: { $ref: "p${n}.yaml" }\n`);
    loadDocument(`openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths:\n${paths.join("")}`, {
      read: (path) => {
        read.add(path);
        return "get: { responses: {} }\n";
      },
    });
    expect(read.size).to.equal(199);
  });

  it("leaves `$ref`s in examples alone", () => {
    const asked: string[] = [];
    loadDocument(
      'openapi: 3.0.3\npaths: {}\ncomponents: { schemas: { A: { example: { $ref: "b.yaml" }, properties: { $ref: { $ref: "c.yaml" } } } } }\n',
      {
        read: (path) => {
          asked.push(path);
          return null;
        },
      },
    );
    expect(asked).to.deep.equal(["c.yaml"]);
  });
});
