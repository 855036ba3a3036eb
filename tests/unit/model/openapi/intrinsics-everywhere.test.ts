import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import { splitPointer } from "../../../../src/harness/core/json-pointer.ts";
import { parseSourceDocument } from "../../../../src/harness/core/source-document.ts";
import { listPointers } from "../../../support/model/list-pointers.ts";
import { loadDocument } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";
import { replaceAt } from "../../../support/model/replace-at.ts";

/** A document in which everything that can be decided when deployed is. */
const text = `openapi: { Ref: Version }
info: { title: { Fn::Sub: "\${Stage} api" }, version: { Ref: Version } }
security: { Fn::If: [IsProd, [{ a: [] }], []] }
x-amazon-apigateway-request-validator: { Ref: Validator }
x-amazon-apigateway-request-validators: { Fn::Transform: { Name: "AWS::Include" } }
paths:
  Fn::Transform: { Name: "AWS::Include", Parameters: { Location: paths.yaml } }
  /whole: { Fn::If: [IsProd, { get: {} }, { Ref: "AWS::NoValue" }] }
  /operation/{id}:
    get: { Fn::If: [IsProd, { responses: {} }, { responses: {} }] }
  /parts/{id}:
    parameters: { Fn::If: [IsProd, [], []] }
    post:
      operationId: { Ref: Id }
      security:
        - { Fn::If: [IsProd, { a: [] }, { b: [] }] }
      parameters:
        - { Fn::If: [IsProd, { name: id, in: path }, { name: id, in: path }] }
        - { name: { Ref: Name }, in: { Ref: Place }, required: { Ref: No } }
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Included" }
            example: { a: { Ref: Value } }
      responses: { Fn::If: [IsProd, { "200": {} }, { "201": {} }] }
      x-amazon-apigateway-integration: { Fn::If: [IsProd, { type: mock }, { type: aws }] }
  /references:
    put:
      parameters: [{ $ref: "#/components/parameters/Later" }]
      requestBody: { $ref: "#/components/requestBodies/Deep/anything" }
      responses: { "200": { $ref: "#/components/responses/Later" }, "400": { Fn::If: [A, {}, {}] } }
      x-amazon-apigateway-integration: { uri: { Fn::GetAtt: [F, Arn] }, credentials: { Ref: Role } }
components:
  Fn::Transform: { Name: "AWS::Include", Parameters: { Location: components.yaml } }
  securitySchemes: { Fn::If: [IsProd, {}, {}] }
  requestBodies: { Deep: { Fn::If: [IsProd, {}, {}] } }
  schemas:
    Fn::Transform: { Name: "AWS::Include", Parameters: { Location: schemas.yaml } }
    A: { Fn::If: [IsProd, { type: string }, { type: integer }] }
    B:
      type: object
      required: { Fn::If: [IsProd, [a], []] }
      additionalProperties: false
      properties: { Fn::Transform: {}, b: { type: string, enum: [{ Ref: Stage }], default: { Ref: Stage } } }
      example: { a: 1, b: { Ref: Stage } }
    C: { type: { Ref: Type }, minimum: { Ref: Least }, maximum: 1, pattern: { Fn::Sub: "(" } }
    D: { allOf: [{ Fn::If: [A, {}, {}] }, { type: object, required: [x], properties: { x: {} } }], example: { x: 1 } }
`;

describe("A document full of intrinsics", () => {
  it("is read, and accused of nothing that cannot be known", () => {
    const document = loadDocument(text);
    expect(document.operations.map(({ key }) => key)).to.deep.equal([
      "GET /operation/{id}",
      "POST /parts/{id}",
      "PUT /references",
    ]);
    expect(document.problems.map(({ code, message }) => `${code} ${message}`)).to.deep.equal([]);
  });

  const orders = parseSourceDocument({ file: "openapi.yaml", text: ordersDocument }).value;
  const pointers = listPointers(orders).slice(1);

  it("is accused of nothing where any one part of a sound document is decided later", () => {
    const intrinsics: readonly JsonValue[] = [
      { Ref: "X" },
      { "Fn::If": ["IsProd", {}, { Ref: "AWS::NoValue" }] },
      { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "x.yaml" } } },
    ];
    pointers.forEach((pointer, index) => {
      const intrinsic = intrinsics[index % intrinsics.length] ?? null;
      const changed = JSON.stringify(replaceAt(orders, splitPointer(pointer), intrinsic));
      const { problems } = loadDocument(changed);
      expect(
        problems.map(({ code, message }) => `${code} ${message}`),
        pointer,
      ).to.deep.equal([]);
    });
  });

  it("is read without a throw where any part is of a wrong type", () => {
    const wrong: readonly JsonValue[] = [null, [], [[1]], "text", 7, true, {}, { a: { b: [] } }];
    pointers.forEach((pointer, index) => {
      const value = wrong[index % wrong.length] ?? null;
      const changed = JSON.stringify(replaceAt(orders, splitPointer(pointer), value));
      expect(() => loadDocument(changed).problems, changed).not.to.throw();
    });
  });
});
