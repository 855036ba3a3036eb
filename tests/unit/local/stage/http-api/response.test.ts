import { expect } from "chai";
import { describe, it } from "mocha";
import {
  bodyText,
  headerValue,
  headerValues,
} from "../../../../../src/harness/core/http-message.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import { PlannedFailure, type TableFunction } from "../../../../support/stage/function-table.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";

const call = (result: TableFunction, payloadFormatVersion = "2.0") =>
  send(
    httpStage({
      api: { operations: [{ method: "ANY", path: "/x", integration: { payloadFormatVersion } }] },
      functions: { Fn: result },
    }),
    request("GET /x"),
  );

describe("the response of a Lambda integration of an HTTP API", () => {
  // Guide.
  const answered = [
    ["an object without a status", { a: 1 }, 200, '{"a":1}', "application/json"],
    ["a list", [1, 2], 200, "[1,2]", "application/json"],
    ["text", "hello", 200, "hello", "application/json"],
    ["a number", 7, 200, "7", "application/json"],
    ["null", null, 200, "null", "application/json"],
    ["nothing", undefined, 200, "null", "application/json"],
    ["a status alone", { statusCode: 202 }, 202, "", "text/plain; charset=utf-8"],
    ["a status as text", { statusCode: "201" }, 201, "", "text/plain; charset=utf-8"],
    ["a body", { statusCode: 200, body: "hi" }, 200, "hi", "text/plain; charset=utf-8"],
    [
      "its own content type",
      { statusCode: 200, headers: { "Content-Type": "text/html" }, body: "<p>" },
      200,
      "<p>",
      "text/html",
    ],
    [
      "base64, whatever the client accepts",
      { statusCode: 200, body: "aGk=", isBase64Encoded: true },
      200,
      "hi",
      "text/plain; charset=utf-8",
    ],
    ["unknown keys", { statusCode: 200, x: 1 }, 200, "", "text/plain; charset=utf-8"],
    ["204, without a body", { statusCode: 204, body: "x" }, 204, "", undefined],
    ["304, without a body", { statusCode: 304, body: "x" }, 304, "", undefined],
  ] as const;
  for (const [what, result, status, body, type] of answered) {
    it(`of format 2.0 takes ${what}`, async () => {
      const { response, trace } = await call(() => result);
      expect(response.status).to.equal(status);
      expect(bodyText(response)).to.equal(body);
      expect(headerValue(response.headers, "content-type")).to.equal(type);
      expect(trace.answeredBy).to.equal("function");
    });
  }

  const malformed = [
    ["2.0", { statusCode: "ok" }, "statusCode"],
    ["2.0", { statusCode: 199 }, "statusCode"],
    ["2.0", { statusCode: 600 }, "statusCode"],
    ["2.0", { statusCode: 200, body: { a: 1 } }, "body must be a string, found an object"],
    ["2.0", { statusCode: 200, headers: { a: ["b"] } }, "the header a"],
    ["2.0", { statusCode: 200, headers: { a: "b\nc" } }, "characters HTTP does not allow"],
    ["2.0", { statusCode: 200, headers: { "a b": "c" } }, "a b"],
    ["2.0", { statusCode: 200, cookies: "a=1" }, "cookies must be an array"],
    ["2.0", { statusCode: 200, body: "?", isBase64Encoded: true }, "not base64"],
    ["1.0", { body: "x" }, "no statusCode"],
    ["1.0", "text", "found a string"],
    ["1.0", null, "found null"],
    ["1.0", { statusCode: 200, multiValueHeaders: { a: "b" } }, "must be an array"],
  ] as const;
  for (const [format, result, words] of malformed) {
    it(`of format ${format} is 500 for ${JSON.stringify(result)}`, async () => {
      const exchange = await call(() => result, format);
      expect(exchange.response.status).to.equal(500);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal Server Error" });
      expect(exchange.trace.gatewayDetail).to.contain(words);
      expect(exchange.trace.functionId).to.equal("Fn");
    });
  }

  it("of format 2.0 sends a set-cookie line for each cookie, and headers as text", async () => {
    const { response } = await call(() => ({
      statusCode: 200,
      headers: { "X-Count": 3, "x-ok": true, "set-cookie": "z=0" },
      multiValueHeaders: { "x-many": ["a", "b"] },
      cookies: ["a=1; Secure", "b=2"],
    }));
    expect(headerValues(response.headers, "set-cookie")).to.deep.equal([
      "z=0",
      "a=1; Secure",
      "b=2",
    ]);
    expect(response.headers).to.deep.include.members([
      ["X-Count", "3"],
      ["x-ok", "true"],
    ]);
    expect(headerValue(response.headers, "x-many")).to.equal(undefined);
  });

  it("of format 1.0 merges the two header maps, and knows no cookies", async () => {
    const { response } = await call(
      () => ({
        statusCode: 200,
        headers: { "X-A": "3", "WWW-Authenticate": "Basic" },
        multiValueHeaders: { "x-a": ["1", "2"] },
        cookies: ["a=1"],
      }),
      "1.0",
    );
    expect(headerValues(response.headers, "x-a")).to.deep.equal(["1", "2", "3"]);
    expect(headerValue(response.headers, "set-cookie")).to.equal(undefined);
    // Nothing is renamed as it is on a REST API.
    expect(headerValue(response.headers, "www-authenticate")).to.equal("Basic");
  });

  // apigw-requestid and no x-amzn-requestid; it is the id of the event.
  it("carries apigw-requestid and the length, and frames itself", async () => {
    const { response, trace } = await call((event) => ({
      statusCode: 200,
      headers: {
        "Content-Length": "99",
        connection: "x",
        "transfer-encoding": "chunked",
        Date: "x",
        "keep-alive": "x",
        upgrade: "x",
      },
      body: JSON.stringify(event),
    }));
    const id = headerValue(response.headers, "apigw-requestid");
    expect(id).to.match(/^[A-Za-z0-9+/]{15}=$/u);
    expect(trace.requestId).to.equal(id);
    expect(trace.event).to.have.nested.property("requestContext.requestId", id);
    expect(headerValues(response.headers, "content-length")).to.deep.equal([
      String(response.body.byteLength),
    ]);
    const gone = ["x-amzn-requestid", "x-amz-apigw-id", "connection", "transfer-encoding"];
    for (const name of [...gone, "keep-alive", "upgrade"]) {
      expect(headerValue(response.headers, name), name).to.equal(undefined);
    }
    expect(headerValues(response.headers, "date")).to.not.include("x");
  });

  it("carries apigw-requestid on the gateway's own answers too", async () => {
    const stage = httpStage({
      api: {
        operations: [
          { method: "GET", path: "/fails" },
          { method: "GET", path: "/denied", permitted: false },
        ],
        root: { "x-amazon-apigateway-cors": { allowOrigins: ["*"] } },
      },
      functions: { Fn: () => Promise.reject(new Error("no")) },
    });
    const preflight = { Origin: "https://a.test", "Access-Control-Request-Method": "GET" };
    const answers = [
      [404, request("GET /nope")],
      [500, request("GET /fails")],
      [500, request("GET /denied")],
      [431, request("GET /fails", { "x-long": "x".repeat(10_240) })],
      [204, request("OPTIONS /fails", preflight)],
    ] as const;
    for (const [status, message] of answers) {
      const { response } = await send(stage, message);
      expect(response.status).to.equal(status);
      expect(headerValue(response.headers, "apigw-requestid"), message.path).to.match(/=$/u);
      expect(headerValue(response.headers, "x-amzn-requestid")).to.equal(undefined);
    }
  });

  // A function that fails is 500 with capitals of its own.
  const failures: readonly (readonly [string, TableFunction])[] = [
    ["throws", () => Promise.reject(new Error("no"))],
    [
      "times out in Lambda",
      () => {
        throw new PlannedFailure("timeout", "Sandbox.Timedout", "timed out");
      },
    ],
    [
      "answers too much",
      () => {
        throw new PlannedFailure("too-large", "Function.ResponseSizeTooLarge", "too large");
      },
    ],
    [
      "is throttled",
      () => {
        throw new PlannedFailure("throttled", "TooManyRequestsException", "Rate Exceeded.");
      },
    ],
  ];
  for (const [what, fn] of failures) {
    it(`is 500 when the function ${what}`, async () => {
      const exchange = await call(fn);
      expect(exchange.response.status).to.equal(500);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal Server Error" });
      expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(undefined);
      expect(exchange.trace.failure).to.not.equal(null);
    });
  }

  // 30 s, and 503.
  it("is 503 when the function outlasts the integration timeout", async () => {
    const waits: number[] = [];
    const stage = (integration: Readonly<Record<string, number>>) =>
      httpStage({
        api: { operations: [{ method: "GET", path: "/x", integration }] },
        functions: { Fn: () => new Promise(() => {}) },
        ports: {
          clock: { now: () => 0, sleep: async () => {} },
          ids: { uuid: () => "id", hex: (length) => "0".repeat(length) },
          startTimer: (milliseconds, callback) => {
            waits.push(milliseconds);
            setImmediate(callback);
            return () => {};
          },
        },
      });
    const exchange = await send(stage({}), request("GET /x"));
    expect(exchange.response.status).to.equal(503);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Service Unavailable" });
    await send(stage({ timeoutInMillis: 1500 }), request("GET /x"));
    expect(waits).to.deep.equal([30_000, 1500]);
  });

  it("keeps the length of a HEAD response and loses the body", async () => {
    const stage = httpStage({ api: { operations: [{ method: "HEAD", path: "/x" }] } });
    const { response } = await send(stage, request("HEAD /x"));
    expect(response.status).to.equal(200);
    expect(response.body.byteLength).to.equal(0);
    expect(Number(headerValue(response.headers, "content-length"))).to.be.greaterThan(100);
  });

  // Sizes are the guide's, bodies recalled.
  it("refuses heads over 10 240 bytes and bodies over 10 MB", async () => {
    const stage = httpStage();
    const head = await send(stage, request("POST /orders", { "X-Long": "x".repeat(10_240) }));
    expect(head.response.status).to.equal(431);
    expect(jsonBody(head)).to.deep.equal({ message: "Request Header Fields Too Large" });
    // "GET /orders/1 HTTP/1.1" with its line's end is 24 bytes, "a: " with the value's another 5.
    const exact = (length: number) => request("GET /orders/1", { a: "x".repeat(length) });
    const at = await send(stage, exact(10_240 - 29));
    expect(at.response.status).to.equal(200);
    expect((await send(stage, exact(10_241 - 29))).response.status).to.equal(431);
    const long = await send(stage, request(`POST /orders?${"q".repeat(10_240)}`));
    expect(long.response.status).to.equal(431);
    const body = new Uint8Array(10_485_761);
    const large = await send(stage, request("POST /orders", {}, body));
    expect(large.response.status).to.equal(413);
    expect(jsonBody(large)).to.deep.equal({ message: "Request Entity Too Large" });
    const fits = await send(stage, request("POST /orders", {}, body.subarray(1)));
    expect(fits.trace.answeredBy).to.equal("function");
  });

  it("is 500 where nothing permits API Gateway to invoke the function", async () => {
    const stage = httpStage({
      api: { operations: [{ method: "GET", path: "/x", permitted: false }] },
    });
    const exchange = await send(stage, request("GET /x"));
    expect(exchange.response.status).to.equal(500);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Internal Server Error" });
    expect(exchange.trace.gatewayDetail).to.contain("nothing permits API Gateway to invoke Fn");
    expect(exchange.trace.functionId).to.equal(null);
  });

  // httpMethod is ignored for Lambda [recalled].
  it("takes any httpMethod of the integration", async () => {
    const stage = httpStage({
      api: { operations: [{ method: "GET", path: "/x", integration: { httpMethod: "GET" } }] },
    });
    expect((await send(stage, request("GET /x"))).response.status).to.equal(200);
  });
});

describe("validation by an HTTP API", () => {
  // None, whatever the document asks for.
  it("does not happen, and the trace says so where the document asks for it", async () => {
    const body = { "application/json": { type: "object", required: ["id"] } };
    const stage = httpStage({
      api: {
        operations: [
          { method: "POST", path: "/x", validate: "all", body },
          { method: "POST", path: "/y", body },
        ],
      },
    });
    const asked = await send(
      stage,
      request("POST /x", { "content-type": "application/json" }, "?"),
    );
    expect(asked.response.status).to.equal(200);
    expect(asked.trace).to.deep.include({
      answeredBy: "function",
      gatewayResponseType: null,
      gatewayDetail:
        'an HTTP API validates nothing; the validator "all" of the document has no effect',
    });
    const plain = await send(
      stage,
      request("POST /y", { "content-type": "application/json" }, "?"),
    );
    expect(plain.trace.gatewayDetail).to.equal(null);
  });
});
