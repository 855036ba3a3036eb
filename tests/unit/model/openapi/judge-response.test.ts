import { expect } from "chai";
import { describe, it } from "mocha";
import { toBytes, type HeaderLine } from "../../../../src/harness/core/http-message.ts";
import { judgeResponse } from "../../../../src/harness/model/openapi/judge-response.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { loadDocument, operationOf } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const document = loadDocument(ordersDocument);
const json: HeaderLine = ["Content-Type", "application/json"];
const location: HeaderLine = ["location", "/orders/O-1"];

interface Judged {
  readonly key: string | null;
  readonly found: readonly string[];
}

function judge(
  key: string,
  status: number,
  body: string,
  headers: readonly HeaderLine[] = [json, location],
): Judged {
  const response = { status, headers, body: toBytes(body) };
  const { responseKey, violations } = judgeResponse(
    document,
    schemaRegistryOf(document),
    operationOf(document, key),
    response,
  );
  return {
    key: responseKey,
    found: violations.map(
      (one) => `${one.part} ${one.instancePointer} | ${one.schemaPointer} | ${one.actual}`,
    ),
  };
}

describe("judgeResponse", () => {
  it("finds the response by exact status, class and default", () => {
    expect(judge("POST /orders", 201, '{"id":"1","status":"created"}')).to.deep.equal({
      key: "201",
      found: [],
    });
    expect(judge("POST /orders", 404, '{"message":"no"}')).to.deep.equal({ key: "4XX", found: [] });
    expect(judge("GET /orders", 500, '{"message":"no"}')).to.deep.equal({
      key: "default",
      found: [],
    });
  });

  it("reads a plain text as the number or flag its schema takes", () => {
    const counts = loadDocument(`openapi: 3.0.3
paths:
  /count:
    get:
      responses:
        "200": { description: n, content: { text/plain: { schema: { type: integer } } } }
`);
    const judgeText = (text: string): number =>
      judgeResponse(counts, schemaRegistryOf(counts), operationOf(counts, "GET /count"), {
        status: 200,
        headers: [["Content-Type", "text/plain; charset=utf-8"]],
        body: toBytes(text),
      }).violations.length;
    expect(judgeText("12")).to.equal(0);
    expect(judgeText("twelve")).to.equal(1);
  });

  it("misses a status that is not documented", () => {
    expect(judge("POST /orders", 500, "{}")).to.deep.equal({
      key: null,
      found: ["status  | /paths/~1orders/post/responses | 500"],
    });
  });

  for (const [what, responses] of [
    ["has no responses", ""],
    ["has empty responses", "responses: {}"],
    ["has responses only AWS reads", 'responses: { "Fn::ImportValue": theirs }'],
  ] as const) {
    it(`holds nothing against an answer of an operation that ${what}`, () => {
      const bare = loadDocument(`openapi: 3.0.3\npaths:\n  /notes:\n    get: { ${responses} }\n`);
      const operation = operationOf(bare, "GET /notes");
      const response = { status: 503, headers: [json], body: toBytes("oops") };
      expect(judgeResponse(bare, schemaRegistryOf(bare), operation, response)).to.deep.equal({
        responseKey: null,
        contentType: "application/json",
        described: false,
        violations: [],
      });
    });
  }

  it("judges the body by its schema and refuses writeOnly properties", () => {
    const { found } = judge("POST /orders", 201, '{"id":"1","status":"LOST","secret":"s"}');
    expect(found).to.have.members([
      'body /status | /components/schemas/Status/enum | "LOST"',
      'body /secret | /components/schemas/Order/allOf/1/properties/secret/writeOnly | "s"',
    ]);
    expect(judge("POST /orders", 404, "oops").found.join()).to.match(
      /^body .*application~1json \| "oops"$/,
    );
  });

  it("judges headers: required and schema", () => {
    const at = "/paths/~1orders/post/responses/201/headers/Location";
    const body = '{"id":"1","status":"created"}';
    expect(judge("POST /orders", 201, body, [json]).found).to.deep.equal([
      `header Location  | ${at}/required | (absent)`,
    ]);
    expect(judge("POST /orders", 201, body, [json, ["Location", "x"]]).found).to.deep.equal([
      `header Location  | ${at}/schema/pattern | "x"`,
    ]);
  });

  it("judges the content type", () => {
    const at = "/components/responses/Problem/content";
    expect(judge("POST /orders", 404, "x", [["Content-Type", "text/html"]]).found).to.deep.equal([
      `content type  | ${at} | "text/html"`,
    ]);
    expect(judge("POST /orders", 404, "x", []).found).to.deep.equal([
      `content type  | ${at} | (absent)`,
    ]);
  });

  it("wants a body where one is documented, and none with 204", () => {
    expect(judge("POST /orders", 404, "").found).to.deep.equal([
      "body  | /components/responses/Problem/content | (absent)",
    ]);
    expect(judge("DELETE /orders/{orderId}", 204, "").found).to.deep.equal([]);
    expect(judge("DELETE /orders/{orderId}", 204, "x").found).to.have.length(1);
  });

  it("says nothing of a body the response does not describe: that is a gap of the spec", () => {
    const bare = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a: { get: { responses: { "404": { description: not there } } } }
`);
    const response = { status: 404, headers: [], body: toBytes('{"error":"NotFound"}') };
    const operation = operationOf(bare, "GET /a");
    const judged = judgeResponse(bare, schemaRegistryOf(bare), operation, response);
    expect(judged).to.deep.include({ responseKey: "404", violations: [] });
  });

  it("judges a text by its schema", () => {
    const text: HeaderLine = ["Content-Type", "text/plain; charset=utf-8"];
    expect(judge("ANY /files/{path+}", 200, "short", [text]).found).to.deep.equal([]);
    expect(judge("ANY /files/{path+}", 200, "longer", [text]).found).to.have.length(1);
  });
});
