import { expect } from "chai";
import { describe, it } from "mocha";
import { validateWithSwaggerParser } from "../../../../src/harness/model/openapi/validate-with-swagger-parser.ts";
import { loadDocument, operationOf } from "../../../support/model/load-document.ts";

const text = `swagger: 2.0
info: { title: T, version: "1" }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: { key: { type: apiKey, name: x-api-key, in: header } }
security: [{ key: [] }]
parameters:
  Id: { name: id, in: path, type: string, required: true, pattern: "^[a-z]+$", x-example: a }
  Tags: { name: tags, in: query, type: array, items: { type: string }, collectionFormat: pipes }
responses:
  Gone: { description: gone, schema: { $ref: "#/definitions/Error" } }
paths:
  /orders/{id}:
    parameters:
      - { $ref: "#/parameters/Id" }
    get:
      parameters:
        - { $ref: "#/parameters/Tags" }
        - { name: limit, in: query, type: integer, minimum: 1, default: 10, required: false }
        - { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: multi }
      produces: [application/json, text/csv]
      responses:
        "200":
          description: ok
          schema: { $ref: "#/definitions/Order" }
          headers: { X-Rate: { type: integer } }
          examples: { application/json: { id: a, when: null } }
        "410": { $ref: "#/responses/Gone" }
        default: { description: anything }
    put:
      parameters:
        - { name: body, in: body, required: true, schema: { $ref: "#/definitions/Order" } }
      responses: { "204": { description: done } }
  /files:
    post:
      consumes: [multipart/form-data]
      parameters:
        - { name: file, in: formData, type: file, required: true }
        - { name: note, in: formData, type: string }
      responses:
        "200": { description: a file, schema: { type: file } }
definitions:
  Order:
    type: object
    required: [id]
    properties:
      id: { type: string, readOnly: true }
      when: { type: string, format: date-time, x-nullable: true }
      kind: { type: string, enum: [a, b], default: a }
    discriminator: kind
  Error: { type: object, properties: { message: { type: string } }, example: { message: no } }
`;

describe("A Swagger 2.0 document", () => {
  const document = loadDocument(text);

  it("is read by its own rules, its version a number", () => {
    expect(document.version).to.equal("2.0");
    const get = operationOf(document, "GET /orders/{id}");
    expect(
      get.parameters.map(({ name, style, explode }) => `${name} ${style} ${explode}`),
    ).to.deep.equal([
      "id simple false",
      "tags pipeDelimited false",
      "limit form false",
      "ids form true",
    ]);
    expect(get.responses.map(({ key }) => key)).to.deep.equal(["200", "410", "default"]);
    expect(get.responses[0]?.content.map(({ mediaType }) => mediaType)).to.deep.equal([
      "application/json",
      "text/csv",
    ]);
    expect(get.responses[1]?.content[0]?.schemaPointer).to.equal("/responses/Gone/schema");
    expect(get.security).to.deep.equal([["key"]]);
  });

  it("has its bodies among the parameters", () => {
    const body = operationOf(document, "PUT /orders/{id}").requestBody;
    expect(body).to.include({ required: true });
    expect(body?.content[0]).to.include({ mediaType: "application/json" });
    const form = operationOf(document, "POST /files").requestBody;
    expect(form?.content.map(({ mediaType }) => mediaType)).to.deep.equal(["multipart/form-data"]);
  });

  it("is accused of nothing", async () => {
    expect(document.problems.map(({ code, message }) => `${code} ${message}`)).to.deep.equal([]);
    expect((await validateWithSwaggerParser(document)).map(({ message }) => message)).to.deep.equal(
      [],
    );
  });
});
