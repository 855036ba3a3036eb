import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import type { Parameter } from "../../../../src/harness/model/openapi/api-document.ts";
import { buildRequest } from "../../../../src/harness/model/openapi/build-request.ts";
import { serialiseParameter } from "../../../../src/harness/model/openapi/serialise-parameter.ts";
import { loadDocument, operationOf } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

type Style = Pick<Parameter, "in" | "style" | "explode">;

function write(style: Style, value: JsonValue): string {
  return serialiseParameter(
    { name: "c", required: false, pointer: "", schemaPointer: null, ...style },
    value,
  );
}

describe("serialiseParameter", () => {
  it("writes the styles as the specification's table has them", () => {
    const list = ["blue", "black"];
    const map = { R: 100, G: 200 };
    const table: readonly (readonly [Style, JsonValue, string])[] = [
      [{ in: "path", style: "simple", explode: false }, list, "blue,black"],
      [{ in: "path", style: "simple", explode: false }, map, "R,100,G,200"],
      [{ in: "path", style: "simple", explode: true }, map, "R=100,G=200"],
      [{ in: "path", style: "label", explode: true }, list, ".blue.black"],
      [{ in: "path", style: "label", explode: true }, map, ".R=100.G=200"],
      [{ in: "path", style: "matrix", explode: false }, list, ";c=blue,black"],
      [{ in: "path", style: "matrix", explode: true }, list, ";c=blue;c=black"],
      [{ in: "path", style: "matrix", explode: true }, map, ";R=100;G=200"],
      [{ in: "query", style: "form", explode: true }, list, "c=blue&c=black"],
      [{ in: "query", style: "form", explode: false }, list, "c=blue,black"],
      [{ in: "query", style: "form", explode: true }, map, "R=100&G=200"],
      [{ in: "query", style: "form", explode: false }, map, "c=R,100,G,200"],
      [{ in: "query", style: "spaceDelimited", explode: false }, list, "c=blue%20black"],
      [{ in: "query", style: "pipeDelimited", explode: false }, list, "c=blue|black"],
      [{ in: "query", style: "deepObject", explode: true }, map, "c[R]=100&c[G]=200"],
      [{ in: "query", style: "form", explode: true }, "a b&c", "c=a%20b%26c"],
      [{ in: "header", style: "simple", explode: false }, "a b", "a b"],
      [{ in: "query", style: "content", explode: false }, { R: 1 }, "c=%7B%22R%22%3A1%7D"],
    ];
    for (const [style, value, text] of table) expect(write(style, value), text).to.equal(text);
  });
});

describe("buildRequest", () => {
  it("fills the path and adds query, headers and body", () => {
    const document = loadDocument(ordersDocument);
    const list = operationOf(document, "GET /orders");
    const values: Readonly<Record<string, JsonValue>> = {
      "X-Trace": 7,
      customer: "C&1",
      limit: 5,
      status: ["created"],
    };
    const parameters = list.parameters.map((parameter) => ({
      parameter,
      value: values[parameter.name] ?? null,
    }));
    expect(buildRequest(list, { parameters, body: null }).request).to.deep.equal({
      method: "GET",
      path: "/orders",
      query: "customer=C%261&limit=5&status=created",
      headers: [["X-Trace", "7"]],
      body: null,
    });
    const file = operationOf(document, "ANY /files/{path+}");
    const built = buildRequest(file, {
      parameters: file.parameters.map((parameter) => ({ parameter, value: "a/b c" })),
      body: { mediaType: "text/plain", value: "hi" },
    });
    expect(built.request.path).to.equal("/files/a/b%20c");
    expect(bodyText(built.request)).to.equal("hi");
    expect(built.request.headers).to.deep.equal([["Content-Type", "text/plain"]]);
  });
});
