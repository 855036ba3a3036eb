import { expect } from "chai";
import { describe, it } from "mocha";
import { loadDocument, problemsOf } from "../../../../support/model/load-document.ts";
import { ordersDocument } from "../../../../support/model/orders-document.ts";

const code = "openapi/invalid-example";

function withChange(from: string, to: string): readonly string[] {
  const changed = ordersDocument.replace(from, to);
  if (changed === ordersDocument) throw new Error(`Nothing to change: ${from}`);
  return loadDocument(changed)
    .problems.filter((problem) => problem.code === code)
    .map(({ severity, message }) => `${severity}: ${message}`);
}

describe("rule invalid-example", () => {
  it("reports the example of a parameter", () => {
    expect(withChange("example: O-17", "example: X")).to.deep.equal([
      "error: The example of the path parameter orderId of GET /orders/{orderId} breaks its schema: must match the pattern ^O-[0-9]+$.",
    ]);
  });

  it("reports an example of a body at the very member", () => {
    expect(withChange("quantity: 100 }", "quantity: 101 }")).to.deep.equal([
      "error: The example of the request body of POST /orders breaks its schema at /items/1/quantity: must be <= 100.",
    ]);
    const document = loadDocument(ordersDocument.replace("quantity: 100 }", "quantity: 101 }"));
    const [problem] = document.problems;
    expect(problem?.location?.pointer).to.equal("/components/examples/Two/value/items/1/quantity");
    expect(problem?.related[0]?.location.pointer).to.equal(
      "/components/schemas/Item/properties/quantity/maximum",
    );
  });

  it("judges the fields of a form, but not what their texts stand for", () => {
    const text = `openapi: 3.0.3
info: { title: a, version: "1" }
paths:
  /token:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              required: [grant]
              properties: { grant: { type: string, pattern: code }, ttl: { type: integer } }
            examples:
              good: { value: { grant: code, ttl: "5" } }
              sent: { value: "grant=code" }
              bad: { value: { grant: other } }
              empty: { value: {} }
      responses: { "200": { description: a } }
`;
    const told = loadDocument(text).problems.filter((problem) => problem.code === code);
    expect(told.map(({ message }) => message)).to.deep.equal([
      "The example of the request body of POST /token breaks its schema at /grant: must match the pattern code.",
      'The example of the request body of POST /token breaks its schema: must have the property "grant".',
    ]);
  });

  it("reports a readOnly property in a request example", () => {
    expect(
      withChange("{ value: { customer: C-1,", "{ value: { id: a, customer: C-1,").join(),
    ).to.match(/must not be sent: it is readOnly/);
  });

  it("warns of the example of a named schema", () => {
    const found = withChange("Status: { type: string,", "Status: { type: string, example: lost,");
    expect(found).to.deep.equal([
      "warning: The example of the schema /components/schemas/Status breaks its schema: must be one of created, shipped.",
    ]);
  });

  it("warns of a default, and of examples inside schemas without a name", () => {
    const found = withChange(
      "Status: { type: string,",
      "Status: { type: string, default: lost, properties: { a: { type: integer, example: x } },",
    );
    expect(found).to.have.members([
      "warning: The default of the schema /components/schemas/Status breaks its schema: must be one of created, shipped.",
      "warning: The example of the schema /components/schemas/Status/properties/a breaks its schema: must be an integer.",
    ]);
  });

  it("reports examples of headers, and those of Swagger 2.0 by their media type", () => {
    const header = loadDocument(`openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        "200": { description: ok, headers: { X-A: { schema: { type: integer }, example: a } } }
`);
    expect(problemsOf(header, code)).to.deep.equal([`${code} openapi.yaml:6:80`]);
    const swagger = loadDocument(`swagger: "2.0"
paths:
  /a:
    get:
      produces: [application/json]
      parameters: [{ name: b, in: query, type: integer, default: x }]
      responses:
        "200":
          description: ok
          schema: { type: object, required: [a] }
          examples: { application/json: { b: 1 } }
`);
    expect(problemsOf(swagger, code)).to.deep.equal([
      `${code} openapi.yaml:11:23`,
      `${code} openapi.yaml:6:57`,
    ]);
  });

  it("is content otherwise", () => {
    expect(problemsOf(loadDocument(ordersDocument), code)).to.deep.equal([]);
  });
});
