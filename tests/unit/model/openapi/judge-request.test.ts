import { expect } from "chai";
import { describe, it } from "mocha";
import {
  toBytes,
  type HeaderLine,
  type HttpRequest,
} from "../../../../src/harness/core/http-message.ts";
import {
  findUnknownQueryParameters,
  judgeRequest,
} from "../../../../src/harness/model/openapi/judge-request.ts";
import { violationToProblem } from "../../../../src/harness/model/openapi/judged-violation.ts";
import { matchOperation } from "../../../../src/harness/model/openapi/match-operation.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { loadDocument, operationOf } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const document = loadDocument(ordersDocument);

function request(
  method: string,
  target: string,
  body: string | null = null,
  headers: readonly HeaderLine[] = [],
): HttpRequest {
  const [path = "", query = ""] = target.split("?", 2);
  return { method, path, query, headers, body: body === null ? null : toBytes(body) };
}

function judge(sent: HttpRequest, by = document): readonly string[] {
  const match = matchOperation(by, sent.method, sent.path);
  if (match === null) throw new Error(`No operation for ${sent.path}.`);
  return judgeRequest(by, schemaRegistryOf(by), match.operation, sent, match.pathParameters).map(
    ({ part, instancePointer, schemaPointer, actual }) =>
      `${part} ${instancePointer} | ${schemaPointer} | ${actual}`,
  );
}

const json: HeaderLine = ["content-type", "application/json; charset=utf-8"];
const trace: HeaderLine = ["x-trace", "7"];
const good = '{"customer":"C-1","items":[{"sku":"A","quantity":1}]}';

describe("judgeRequest", () => {
  it("accepts a request that satisfies its operation", () => {
    expect(judge(request("POST", "/orders", good, [json]))).to.deep.equal([]);
    expect(
      judge(request("GET", "/orders?customer=C&limit=5&status=created,shipped", null, [trace])),
    ).to.deep.equal([]);
    expect(judge(request("GET", "/orders/O-1"))).to.deep.equal([]);
  });

  it("reads parameters by their type", () => {
    expect(
      judge(
        request("GET", "/orders?customer=C&limit=51&status=created,lost", null, [["X-Trace", "x"]]),
      ),
    ).to.deep.equal([
      'header X-Trace  | /paths/~1orders/get/parameters/3/schema/type | "x"',
      "query parameter limit  | /paths/~1orders/get/parameters/1/schema/maximum | 51",
      'query parameter status /1 | /components/schemas/Status/enum | "lost"',
    ]);
    expect(judge(request("GET", "/orders?customer=C&limit=many", null, [trace])).join()).to.match(
      /limit .*\/type \| "many"/,
    );
    expect(judge(request("GET", "/orders?customer=C&limit=", null, [trace])).join()).to.match(
      /limit .*\/type \| ""/,
    );
    expect(judge(request("GET", "/orders/X%2D1"))).to.deep.equal([
      'path parameter orderId  | /components/parameters/OrderId/schema/pattern | "X-1"',
    ]);
  });

  it("keeps a text that looks like a number where the schema wants a text", () => {
    const texts = loadDocument(`openapi: 3.0.3
paths:
  /t:
    get:
      parameters:
        - { name: s, in: query, schema: { type: string, enum: ["17"] } }
        - { name: either, in: query, schema: { anyOf: [{ type: integer, maximum: 5 }, { type: string, enum: ["true"] }] } }
        - { name: both, in: query, schema: { anyOf: [{ type: integer, maximum: 5 }, { type: string, enum: ["17"] }] } }
        - { name: mixed, in: query, schema: { anyOf: [{ type: integer }, { type: boolean }] } }
`);
    expect(judge(request("GET", "/t?s=17&either=true&both=17&mixed=true"), texts)).to.deep.equal(
      [],
    );
    expect(judge(request("GET", "/t?s=18"), texts)).to.have.length(1);
  });

  it("accepts a text when any reading of it satisfies the schema", () => {
    const texts = loadDocument(`openapi: 3.0.3
paths:
  /t:
    get:
      parameters:
        - { name: page, in: query, schema: { oneOf: [{ type: integer, maximum: 9 }, { type: string, enum: [all] }] } }
        - { name: size, in: query, schema: { enum: [10, 20] } }
        - { name: ids, in: query, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: codes, in: query, explode: false, schema: { type: array, items: { anyOf: [{ type: string, enum: ["17"] }, { type: integer, maximum: 9 }] } } }
        - { name: each, in: query, schema: { type: array, items: { type: integer } } }
        - { name: share, in: query, schema: { type: number } }
`);
    for (const query of [
      "page=5",
      "page=all",
      "size=10",
      "ids=1%2C2,3",
      "ids=1,2",
      "codes=17%2C17",
    ])
      expect(judge(request("GET", `/t?${query}`), texts), query).to.deep.equal([]);
    for (const query of ["page=10", "page=some", "size=11", "ids=1%2Cx", "each=1%2C2"])
      expect(judge(request("GET", `/t?${query}`), texts), query).to.have.length(1);
    expect(judge(request("GET", "/t?share=1e999"), texts)).to.have.length(1);
  });

  it("misses required parameters", () => {
    expect(judge(request("GET", "/orders"))).to.deep.equal([
      "header X-Trace  | /paths/~1orders/get/parameters/3/required | (absent)",
      "query parameter customer  | /paths/~1orders/get/parameters/0/required | (absent)",
    ]);
  });

  it("judges the body: presence, content type, JSON, schema, readOnly", () => {
    const at = "/components/requestBodies/NewOrder";
    expect(judge(request("POST", "/orders"))).to.deep.equal([`body  | ${at}/required | (absent)`]);
    expect(
      judge(request("POST", "/orders", "a=b", [["Content-Type", "text/plain"]])),
    ).to.deep.equal([`content type  | ${at}/content | text/plain`]);
    expect(judge(request("POST", "/orders", "{", [json]))).to.deep.equal([
      `body  | ${at}/content/application~1json | "{"`,
    ]);
    expect(
      judge(
        request(
          "POST",
          "/orders",
          '{"customer":"C-1","items":[{"sku":"A","quantity":0}],"x":1,"id":"a"}',
          [json],
        ),
      ),
    ).to.have.members([
      "body /x | /components/schemas/NewOrder/additionalProperties | 1",
      "body /items/0/quantity | /components/schemas/Item/properties/quantity/minimum | 0",
      'body /id | /components/schemas/NewOrder/properties/id/readOnly | "a"',
    ]);
  });

  it("takes a body without a content type for JSON", () => {
    expect(judge(request("POST", "/orders", good))).to.deep.equal([]);
    expect(judge(request("POST", "/orders", "{}"))).to.have.length(2);
  });

  it("reads every style of the specification", () => {
    const styles = loadDocument(`openapi: 3.0.3
paths:
  /p/{simple}/{label}/{matrix}:
    get:
      parameters:
        - { name: simple, in: path, required: true, explode: true, schema: { $ref: "#/components/schemas/Rgb" } }
        - { name: label, in: path, required: true, style: label, explode: true, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: matrix, in: path, required: true, style: matrix, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: ids, in: query, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: piped, in: query, style: pipeDelimited, explode: false, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: spaced, in: query, style: spaceDelimited, explode: false, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: deep, in: query, style: deepObject, schema: { $ref: "#/components/schemas/Rgb" } }
        - { name: blob, in: query, content: { application/json: { schema: { $ref: "#/components/schemas/Rgb" } } } }
        - { name: flags, in: cookie, explode: false, schema: { $ref: "#/components/schemas/Ints" } }
        - { name: X-List, in: header, schema: { $ref: "#/components/schemas/Ints" } }
components:
  schemas:
    Ints: { type: array, maxItems: 2, items: { type: integer } }
    Rgb: { type: object, required: [r], properties: { r: { type: integer, maximum: 255 } } }
`);
    const cookie: HeaderLine = ["Cookie", "a=b; flags=1,2"];
    const list: HeaderLine = ["X-List", "1, 2"];
    const query = "ids=1&ids=2&piped=1%7C2&spaced=1%202&deep[r]=3&blob=%7B%22r%22%3A1%7D";
    expect(
      judge(request("GET", `/p/r=1/.1.2/;matrix=1,2?${query}`, null, [cookie, list]), styles),
    ).to.deep.equal([]);
    const wrong = "ids=1&ids=2&ids=3&piped=a&spaced=b&deep[r]=256&blob=%7B";
    const parts = judge(
      request("GET", `/p/r=256/.x/;matrix=1,2,3?${wrong}`, null, [
        ["Cookie", "flags=c"],
        ["X-List", "d"],
      ]),
      styles,
    );
    expect(parts.map((text) => text.replace(/ \|.*/, ""))).to.deep.equal([
      "path parameter simple /r",
      "path parameter label /0",
      "path parameter matrix ",
      "query parameter ids ",
      "query parameter piped /0",
      "query parameter spaced /0",
      "query parameter deep /r",
      "query parameter blob ",
      "cookie parameter flags /0",
      "header X-List /0",
    ]);
  });

  it("judges forms by the types of their fields", () => {
    const form = loadDocument(`openapi: 3.0.3
paths:
  /f:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [n], properties: { n: { type: integer }, l: { type: array, items: { type: boolean } } } }
`);
    const type: HeaderLine = ["Content-Type", "application/x-www-form-urlencoded"];
    expect(judge(request("POST", "/f", "n=1&l=true&l=false", [type]), form)).to.deep.equal([]);
    expect(judge(request("POST", "/f", "n=x&l=1", [type]), form)).to.have.length(2);
  });

  it("becomes a problem at the violated keyword", () => {
    const operation = operationOf(document, "GET /orders/{orderId}");
    const [violation] = judgeRequest(
      document,
      schemaRegistryOf(document),
      operation,
      request("GET", "/orders/x"),
      { orderId: "x" },
    );
    if (violation === undefined) throw new Error("No violation.");
    const problem = violationToProblem(document, operation, violation, "openapi/request-invalid");
    const line = ordersDocument.split("\n").findIndex((text) => text.includes("    OrderId:")) + 1;
    expect(problem).to.deep.include({
      code: "openapi/request-invalid",
      message: "GET /orders/{orderId}: path parameter orderId must match the pattern ^O-[0-9]+$.",
      actual: '"x"',
      operation: "GET /orders/{orderId}",
    });
    expect(problem.location).to.include({ file: "openapi.yaml", line });
  });
});

describe("findUnknownQueryParameters", () => {
  it("names what the operation does not document", () => {
    const operation = operationOf(document, "GET /orders");
    const found = findUnknownQueryParameters(
      document,
      operation,
      request("GET", "/orders?customer=C&limt=3"),
    );
    expect(found.map(({ part }) => part)).to.deep.equal(["query parameter limt"]);
  });

  it("knows the members of deep and exploded objects", () => {
    const objects = loadDocument(`openapi: 3.0.3
paths:
  /o:
    get:
      parameters:
        - { name: deep, in: query, style: deepObject, schema: { type: object } }
        - { name: flat, in: query, schema: { type: object, properties: { r: { type: integer } } } }
`);
    const sent = request("GET", "/o?deep[a]=1&r=2&deeper[a]=3");
    const found = findUnknownQueryParameters(objects, operationOf(objects, "GET /o"), sent);
    expect(found.map(({ part }) => part)).to.deep.equal(["query parameter deeper[a]"]);
  });
});
