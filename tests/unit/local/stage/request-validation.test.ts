import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../src/harness/core/http-message.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

const newOrder = {
  type: "object",
  required: ["quantity"],
  properties: {
    quantity: { type: "integer", maximum: 100 },
    when: { type: "string", format: "date" },
    note: { type: "string", nullable: true },
  },
} as const;

const operation: OperationSketch = {
  method: "POST",
  path: "/orders/{orderId}",
  parameters: [
    { name: "q", in: "query" },
    { name: "orderId", in: "path" },
    { name: "x-h", in: "header" },
    { name: "session", in: "cookie" },
    { name: "optional", in: "query", required: false },
  ],
  body: { "application/json": newOrder },
  validate: "all",
};

const stage = testStage({ api: { operations: [operation] } });
const json = { "content-type": "application/json", "X-H": "1" };

describe("the request validator of a REST API", () => {
  // Recorded.
  it("names the missing parameters: headers, path, query", async () => {
    const exchange = await send(stage, request("POST /dev/orders/1", {}, "{}"));
    expect(exchange.response.status).to.equal(400);
    expect(jsonBody(exchange)).to.deep.equal({
      message: "Missing required request parameters: [x-h, q]",
    });
    expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
      "BadRequestException",
    );
    expect(exchange.trace.gatewayResponseType).to.equal("BAD_REQUEST_PARAMETERS");
    expect(exchange.trace.functionId).to.equal(null);
  });

  it("counts blank values as missing, and looks headers up without case", async () => {
    const blank = await send(stage, request("POST /dev/orders/1?q=%20", json, "{}"));
    expect(jsonBody(blank)).to.deep.equal({
      message: "Missing required request parameters: [q]",
    });
    const header = await send(stage, request("POST /dev/orders/1?q=1", { "x-H": " " }, "{}"));
    expect(jsonBody(header)).to.deep.equal({
      message: "Missing required request parameters: [x-h]",
    });
  });

  it("passes when one of several values is there", async () => {
    const message = request("POST /dev/orders/1?q=&q=1", json, '{"quantity":1}');
    expect((await send(stage, message)).response.status).to.equal(200);
  });

  it("takes no body for an empty object", async () => {
    const { body: _body, ...rest } = operation;
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const lenient = testStage({
      api: { operations: [{ ...rest, body: { "application/json": schema } }] },
    });
    const exchange = await send(lenient, request("POST /dev/orders/1?q=1", json));
    expect(exchange.response.status).to.equal(200);
    expect(exchange.trace.event).to.deep.include({ body: null });
  });

  it("always misses a path variable the template does not have", async () => {
    const odd = testStage({
      api: {
        operations: [
          {
            method: "GET",
            path: "/x",
            validate: "parameters",
            parameters: [{ name: "issuer", in: "path", required: false }],
          },
          {
            method: "GET",
            path: "/y/{id}",
            validate: "parameters",
            parameters: [{ name: "constructor", in: "path", required: true }],
          },
        ],
      },
    });
    expect(jsonBody(await send(odd, request("GET /dev/x")))).to.deep.equal({
      message: "Missing required request parameters: [issuer]",
    });
    expect(jsonBody(await send(odd, request("GET /dev/y/1")))).to.deep.equal({
      message: "Missing required request parameters: [constructor]",
    });
  });

  // Recorded and guide.
  const bodies: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    string | null,
    number,
  ])[] = [
    ["a body that breaks the schema", json, '{"quantity":101}', 400],
    ["a body that is not JSON", json, "{", 400],
    ["no body where a property is required", json, null, 400],
    ["no body and no content type", { "X-H": "1" }, null, 400],
    ["a sound body", json, '{"quantity":100}', 200],
    [
      "a sound body with parameters in its type",
      { ...json, "content-type": "application/json; charset=utf-8" },
      '{"quantity":1}',
      200,
    ],
    ["a format the gateway does not know", json, '{"quantity":1,"when":"soon"}', 200],
    ["another content type", { ...json, "content-type": "text/plain" }, "hello", 200],
  ];
  for (const [what, headers, body, status] of bodies) {
    it(`answers ${status} to ${what}`, async () => {
      const exchange = await send(stage, request("POST /dev/orders/1?q=1", headers, body));
      expect(exchange.response.status).to.equal(status);
      if (status === 400) {
        expect(jsonBody(exchange)).to.deep.equal({ message: "Invalid request body" });
        expect(exchange.trace.gatewayResponseType).to.equal("BAD_REQUEST_BODY");
      }
    });
  }

  it("says in the trace what was wrong with the body", async () => {
    const { trace } = await send(
      stage,
      request("POST /dev/orders/1?q=1", json, '{"quantity":101}'),
    );
    expect(trace.gatewayDetail).to.match(/^body \/quantity must be .*100.*, found 101$/u);
  });

  it("says in the trace that it does not heed nullable, and to the client no more than before", async () => {
    const exchange = await send(
      stage,
      request("POST /dev/orders/1?q=1", json, '{"quantity":1,"note":null}'),
    );
    expect(exchange.response.status).to.equal(400);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Invalid request body" });
    expect(exchange.trace.gatewayDetail).to.equal(
      "body /note must be a string, found null (API Gateway ignores nullable)",
    );
  });

  it("checks parameters only, the body only, or nothing", async () => {
    const wrong = request("POST /dev/orders/1", { "content-type": "application/json" }, "[]");
    const status = async (validate: OperationSketch["validate"]): Promise<number> => {
      const { validate: _all, ...unchecked } = operation;
      const sketch = validate === undefined ? unchecked : { ...unchecked, validate };
      const { response } = await send(testStage({ api: { operations: [sketch] } }), wrong);
      return response.status;
    };
    expect(await status(undefined)).to.equal(200);
    expect(await status("parameters")).to.equal(400);
    expect(await status("body")).to.equal(400);
  });

  it("takes a $default model for every other content type", async () => {
    const fallback = testStage({
      api: {
        operations: [
          { method: "POST", path: "/x", validate: "body", body: { $default: newOrder } },
        ],
      },
    });
    const message = request("POST /dev/x", { "content-type": "text/plain" }, "hello");
    expect((await send(fallback, message)).response.status).to.equal(400);
  });
});
