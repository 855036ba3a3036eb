import { expect } from "chai";
import { describe, it } from "mocha";
import { parseSourceDocument } from "../../../../src/harness/core/source-document.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { readInlineDefinition } from "../../../../src/harness/model/openapi/load-api-document.ts";
import {
  hashing,
  loadDocument,
  operationOf,
  problemsOf,
} from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const document = loadDocument(ordersDocument);

describe("loadApiDocument", () => {
  it("reads a clean document without a problem", () => {
    expect(problemsOf(document)).to.deep.equal([]);
    expect(document).to.include({ version: "3.0", dialect: "openapi-3.0", title: "Orders" });
    expect(document.digest).to.match(/^[0-9a-f]{64}$/);
    expect(document.binaryMediaTypes).to.deep.equal(["image/png"]);
  });

  it("lists operations in the document's order, any-method among them", () => {
    expect(document.operations.map(({ key }) => key)).to.deep.equal([
      "POST /orders",
      "GET /orders",
      "GET /orders/{orderId}",
      "DELETE /orders/{orderId}",
      "GET /orders/mine",
      "ANY /files/{path+}",
    ]);
    expect(operationOf(document, "ANY /files/{path+}").anyMethod).to.equal(true);
    expect(operationOf(document, "DELETE /orders/{orderId}").deprecated).to.equal(true);
  });

  it("merges path-item parameters, the operation's own winning", () => {
    const trace = (key: string): unknown =>
      operationOf(document, key)
        .parameters.filter(({ name }) => name === "X-Trace")
        .map(({ required }) => required);
    expect(trace("POST /orders")).to.deep.equal([false]);
    expect(trace("GET /orders")).to.deep.equal([true]);
  });

  it("follows references to parameters, bodies, examples and integrations", () => {
    const create = operationOf(document, "POST /orders");
    expect(create.requestBody).to.include({
      required: true,
      pointer: "/components/requestBodies/NewOrder",
    });
    expect(
      create.requestBody?.content[0]?.examples.map(({ name, pointer }) => `${name} ${pointer}`),
    ).to.deep.equal([
      "one /components/requestBodies/NewOrder/content/application~1json/examples/one/value",
      "two /components/examples/Two/value",
    ]);
    expect(create.integration).to.deep.include({
      type: "aws_proxy",
      uri: { "Fn::Sub": "arn:${CreateOrder.Arn}" },
    });
    const [id] = operationOf(document, "GET /orders/{orderId}").parameters;
    expect(id).to.include({
      name: "orderId",
      example: "O-17",
      style: "simple",
      pointer: "/components/parameters/OrderId",
    });
  });

  it("applies root security and the root validator where an operation has none of its own", () => {
    expect(operationOf(document, "POST /orders").security).to.deep.equal([["key"]]);
    expect(operationOf(document, "GET /orders/{orderId}").security).to.deep.equal([]);
    expect(operationOf(document, "POST /orders").requestValidator).to.deep.equal({
      name: "all",
      defined: true,
      validateBody: true,
      validateParameters: true,
    });
    expect(operationOf(document, "GET /orders").requestValidator?.name).to.equal("params");
  });

  it("reads gateway responses", () => {
    expect(document.gatewayResponses).to.deep.equal([
      {
        type: "BAD_REQUEST_BODY",
        pointer: "/x-amazon-apigateway-gateway-responses/BAD_REQUEST_BODY",
        statusCode: 422,
        responseTemplates: { "application/json": '{"message":"no"}' },
        responseParameters: { "gatewayresponse.header.X-A": "'b'" },
      },
    ]);
  });

  it("reads the version as text or number", () => {
    const versionOf = (line: string): string => loadDocument(`${line}\npaths: {}\n`).version;
    expect(versionOf('openapi: "3.0"')).to.equal("3.0");
    expect(versionOf("openapi: 3.0")).to.equal("3.0");
    expect(versionOf("openapi: 3.1.0")).to.equal("3.1");
    expect(versionOf("openapi: 3.1")).to.equal("3.1");
    expect(versionOf('swagger: "2.0"')).to.equal("2.0");
    expect(versionOf("swagger: 2.0")).to.equal("2.0");
  });

  it("reads Swagger 2.0 bodies, parameters and responses", () => {
    const swagger = loadDocument(`swagger: "2.0"
info: { title: T, version: "1" }
consumes: [application/json]
produces: [application/json]
paths:
  /a/{id}:
    put:
      parameters:
        - { name: id, in: path, required: true, type: integer }
        - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: body, in: body, required: true, schema: { $ref: "#/definitions/A" } }
      responses:
        200:
          description: ok
          schema: { $ref: "#/definitions/A" }
          examples: { application/json: { n: 2 } }
definitions:
  A: { type: object, required: [n], properties: { n: { type: integer, minimum: 0, exclusiveMinimum: true } } }
`);
    const put = operationOf(swagger, "PUT /a/{id}");
    expect(
      put.parameters.map(({ name, style, explode, schemaPointer }) => [
        name,
        style,
        explode,
        schemaPointer,
      ]),
    ).to.deep.equal([
      ["id", "simple", false, "/paths/~1a~1{id}/put/parameters/0"],
      ["tags", "form", true, "/paths/~1a~1{id}/put/parameters/1"],
    ]);
    expect(put.requestBody?.content[0]).to.include({
      mediaType: "application/json",
      schemaPointer: "/paths/~1a~1{id}/put/parameters/2/schema",
    });
    expect(put.responses[0]?.content[0]?.examples[0]?.value).to.deep.equal({ n: 2 });
    expect(problemsOf(swagger)).to.deep.equal([]);
  });

  it("survives documents that are nothing of the kind", () => {
    for (const text of [
      "",
      "[]",
      "12",
      "openapi: 3.0.3\npaths: [1]",
      "paths: { /a: null, /b: { get: 1 } }",
      "{",
      "a: &a [*a]",
    ]) {
      const odd = loadDocument(text);
      expect(odd.operations.length, text).to.equal(0);
      expect(() => odd.problems, text).not.to.throw();
    }
  });

  it("survives references that lead in circles", () => {
    const odd = loadDocument(`openapi: 3.0.3
paths:
  /a: { $ref: "#/paths/~1b" }
  /b: { $ref: "#/paths/~1a" }
  /c: { get: { parameters: [{ $ref: "#/components/parameters/P" }], responses: { 200: { $ref: "#/nowhere" } } } }
components: { parameters: { P: { $ref: "#/components/parameters/P" } } }
`);
    expect(odd.operations.map(({ key }) => key)).to.deep.equal(["GET /c"]);
    expect(problemsOf(odd, "openapi/dangling-reference")).to.have.length(3);
  });

  it("takes in the files that references name and locates problems in them", () => {
    const files = {
      read: (path: string): string | null =>
        path === "shared/schemas.yaml"
          ? 'A:\n  type: object\n  properties:\n    b: { $ref: "#/B" }\nB:\n  type: strin\nC: { $ref: "gone.yaml#/X" }\n'
          : null,
    };
    const text = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "shared/schemas.yaml#/A" } } } }
`;
    const embedded = loadDocument(text, files);
    expect(problemsOf(embedded)).to.deep.equal([
      "openapi/invalid-schema shared/schemas.yaml:6:3",
      "openapi/dangling-reference shared/schemas.yaml:7:6",
      "openapi/external-reference openapi.yaml:7:76",
    ]);
    expect(problemsOf(loadDocument(text))).to.deep.equal([
      "openapi/external-reference openapi.yaml:7:76",
    ]);
  });
});

describe("references between files", () => {
  it("lead back into the document itself", () => {
    const files = {
      read: (path: string): string | null =>
        path === "parts/a.yaml" ? 'A: { $ref: "../openapi.yaml#/components/schemas/B" }' : null,
    };
    const text =
      'openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: "parts/a.yaml#/A" }\n    B: { type: string }\n';
    const joined = loadDocument(text, files);
    const violations = schemaRegistryOf(joined).validatorAt("/components/schemas/A").validate(1);
    expect(violations.map(({ schemaPointer }) => schemaPointer)).to.deep.equal([
      "/components/schemas/B/type",
    ]);
  });
});

describe("readInlineDefinition", () => {
  it("reads a definition inside a template, with the template's locations", () => {
    const text =
      "Resources:\n  Api:\n    Body:\n      openapi: 3.0.3\n      paths:\n        /a:\n          get: {}\n";
    const source = parseSourceDocument({ file: "template.yaml", text });
    const inline = readInlineDefinition({ source, pointer: "/Resources/Api/Body", hashing });
    expect(inline.operations.map(({ key, pointer }) => `${key} ${pointer}`)).to.deep.equal([
      "GET /a /paths/~1a/get",
    ]);
    expect(problemsOf(inline)).to.deep.equal([
      "openapi/operation-without-responses template.yaml:7:11",
    ]);
  });
});
