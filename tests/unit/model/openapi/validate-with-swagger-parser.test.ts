import { expect } from "chai";
import { describe, it } from "mocha";
import { formatLocation } from "../../../../src/harness/core/problem.ts";
import { validateWithSwaggerParser } from "../../../../src/harness/model/openapi/validate-with-swagger-parser.ts";
import { loadDocument } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

async function validate(text: string): Promise<readonly string[]> {
  const problems = await validateWithSwaggerParser(loadDocument(text));
  return problems.map(
    (problem) =>
      `${problem.location === undefined ? "" : formatLocation(problem.location)} ${problem.message}`,
  );
}

describe("validateWithSwaggerParser", () => {
  it("has nothing to say of a clean document, intrinsics in it or not", async () => {
    expect(await validate(ordersDocument)).to.deep.equal([]);
  });

  it("says that the validator failed by itself", async () => {
    const document = loadDocument(ordersDocument);
    const fail = () => Promise.reject(new RangeError("Maximum call stack size exceeded"));
    const problems = await validateWithSwaggerParser(document, fail);
    expect(problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["openapi/document-not-validated", "info"],
    ]);
    expect(problems[0]?.message).to.contain("Maximum call stack size exceeded");
  });

  it("says once and at the component what the dereferenced copy repeats", async () => {
    const text = `openapi: 3.0
info: { title: { "Fn::Sub": "x" }, version: "1" }
paths:
  /a: { get: { responses: { "200": { $ref: "#/components/responses/R" } } } }
  /b: { get: { responses: { "200": { $ref: "#/components/responses/R" } }, colour: red } }
components:
  responses:
    R: { content: {} }
`;
    expect(await validate(text)).to.deep.equal([
      "openapi.yaml:8:5 components › responses › R lacks the member description.",
      "openapi.yaml:5:76 GET /b › colour is not a member that OpenAPI knows here.",
    ]);
  });

  it("knows the catch-all route of HTTP APIs, and no other path without a slash", async () => {
    const text = `openapi: 3.0.1
info: { title: a, version: "1" }
paths:
  $default: { x-amazon-apigateway-any-method: { isDefaultRoute: true } }
  $other: {}
`;
    const told = await validate(text);
    expect(told.filter((line) => line.includes("$default"))).to.deep.equal([]);
    expect(told.filter((line) => line.includes("$other"))).to.have.length(1);
  });

  it("is silent about what the document's rules have said, and leaves the document alone", async () => {
    const text =
      'openapi: 3.0.3\ninfo: { title: a, version: "1" }\npaths:\n  /a: { get: {} }\n  /b: { get: { responses: { "200": { $ref: "#/gone" } } } }\n';
    const document = loadDocument(text);
    const before = JSON.stringify(document.root);
    expect(await validateWithSwaggerParser(document)).to.deep.equal([]);
    expect(JSON.stringify(document.root)).to.equal(before);
  });

  it("accuses no part that an intrinsic decides, nor what stands beside it", async () => {
    const text = `openapi: 3.0.3
info: { title: a, version: 1.0 }
security: [{ key: { Fn::If: [IsProd, [], []] } }]
paths:
  /a:
    get:
      parameters: [{ name: b, in: query, required: { Ref: X }, schema: { Fn::If: [A, {}, {}] } }]
      responses: { Fn::If: [IsProd, {}, {}] }
    put: { Fn::Transform: { Name: "AWS::Include" }, responses: { "200": { $ref: { Ref: X } } } }
  Fn::Transform: { Name: "AWS::Include" }
components:
  securitySchemes: { key: { type: { Ref: X }, name: a, in: header } }
`;
    expect(await validate(text)).to.deep.equal([]);
  });

  it("reads schemas where they stand, however they refer to each other", async () => {
    const text = `openapi: 3.0.3
info: { title: a, version: "1" }
paths: { /a: { get: { responses: { "200": { description: ok, content: { a/b: { schema: { $ref: "#/components/schemas/A" } } } } } } } }
components:
  schemas:
    A: { properties: { b: { $ref: "#/components/schemas/B" } } }
    B: { properties: { a: { $ref: "#/components/schemas/A" } }, colour: red }
`;
    expect(await validate(text)).to.deep.equal([
      "openapi.yaml:7:65 components › schemas › B › colour is not a member that OpenAPI knows here.",
    ]);
  });
});

describe("validateWithSwaggerParser on long lists", () => {
  const withParameters = (count: number): string => `openapi: 3.0.3
info: { title: T, version: "1", colour: red }
paths: { /a: { get: { responses: {}, parameters: [${Array.from({ length: count }, (_, at) => `{ name: q${String(at)}, in: query, schema: {} }`).join(", ")}] } } }
`;

  it("says nothing of a list of thousands, whose members it would hold against each other", async () => {
    expect(await validate(withParameters(3))).to.have.length.above(0);
    expect(await validate(withParameters(1001))).to.deep.equal([]);
  });

  it("minds no long lists of values", async () => {
    const values = Array.from({ length: 1500 }, (_, at) => at).join(", ");
    const text = withParameters(1).replace("schema: {}", `schema: { enum: [${values}] }`);
    expect(await validate(text)).to.have.length.above(0);
  });
});
