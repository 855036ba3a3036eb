import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue, headerValues } from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import { PlannedFailure, type TableFunction } from "../../../support/stage/function-table.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { ApiSketch } from "../../../support/stage/wired-api.ts";

function answer(
  called: TableFunction,
  headers: Readonly<Record<string, string>> = {},
  api: Partial<ApiSketch> = {},
): Promise<Exchange> {
  return send(testStage({ api, functions: { Fn: called } }), request("GET /dev/orders/1", headers));
}

function expectBadGateway(exchange: Exchange, detail: string): void {
  expect(exchange.response.status).to.equal(502);
  expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
  expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
    "InternalServerErrorException",
  );
  expect(headerValue(exchange.response.headers, "x-amzn-trace-id")).to.equal(undefined);
  expect(exchange.trace.answeredBy).to.equal("gateway");
  expect(exchange.trace.gatewayDetail).to.contain(detail);
}

describe("what a REST API accepts of a Lambda proxy integration", () => {
  // Recorded.
  const accepted = [
    [{ statusCode: 200 }, 200],
    [{ headers: {} }, 200],
    [{}, 200],
    [{ statusCode: "201" }, 201],
    [{ statusCode: 200, headers: null, multiValueHeaders: null, body: null }, 200],
    [{ statusCode: 200, base64Encoded: "false" }, 200],
  ] as const;
  for (const [result, status] of accepted) {
    it(`answers ${status} to ${JSON.stringify(result)}`, async () => {
      const exchange = await answer(() => result);
      expect(exchange.response.status).to.equal(status);
      expect(exchange.response.body.byteLength).to.equal(0);
      expect(headerValue(exchange.response.headers, "content-type")).to.equal("application/json");
      expect(headerValue(exchange.response.headers, "content-length")).to.equal("0");
      expect(exchange.trace.answeredBy).to.equal("function");
    });
  }

  const refused = [
    [{ statusCode: 201, foo: 1 }, 'the key "foo" is not allowed'],
    [{ statusCode: "abc" }, 'found "abc"'],
    [{ statusCode: 42 }, "found 42"],
    [{ statusCode: 600 }, "found 600"],
    ["text", "it must be an object, found a string"],
    [[1], "found an array"],
    [null, "found null"],
    [7, "found a number"],
    [{ body: { a: 1 } }, "body must be a string, found an object"],
    [{ body: 7 }, "body must be a string, found a number"],
    [{ headers: { a: { b: 1 } } }, "the header a must have a string value"],
    [{ multiValueHeaders: { a: "b" } }, "multiValueHeaders.a must be an array"],
    [{ headers: "a" }, "headers must be an object"],
    [{ headers: { "a b": "c" } }, '"a b" is not a header name'],
    [{ headers: { a: "b\r\nc: d" } }, "characters HTTP does not allow"],
    [{ isBase64Encoded: 1 }, "isBase64Encoded must be a boolean"],
    [{ cookies: [] }, 'the key "cookies" is not allowed'],
  ] as const;
  for (const [result, detail] of refused) {
    it(`answers 502 to ${JSON.stringify(result)} and says why in the trace`, async () => {
      const exchange = await answer(() => result);
      expectBadGateway(exchange, detail);
      expect(exchange.trace.functionResult).to.deep.equal(result);
      expect(exchange.trace.functionId).to.equal("Fn");
    });
  }

  it("answers 502 to a function that throws, with the failure in the trace", async () => {
    const exchange = await answer(() => {
      throw new TypeError("no table");
    });
    expectBadGateway(exchange, "Fn failed: Error: no table");
    expect(exchange.trace.failure?.errorMessage).to.equal("no table");
    expect(exchange.trace.gatewayResponseType).to.equal("INTEGRATION_FAILURE");
    expect(exchange.trace.logs).to.deep.equal([{ stream: "stdout", text: "called" }]);
  });

  // Guide.
  it("answers 502 to a function that ran out of its own time", async () => {
    const exchange = await answer(() => {
      throw new PlannedFailure("timeout", "Sandbox.Timedout", "Task timed out after 1.00 seconds");
    });
    expectBadGateway(exchange, "Sandbox.Timedout");
  });

  // Lambda refuses the invocation
  it("answers 500 where Lambda throttles the function", async () => {
    const exchange = await answer(() => {
      throw new PlannedFailure("throttled", "TooManyRequestsException", "Rate Exceeded.");
    });
    expect(exchange.response.status).to.equal(500);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
    expect(exchange.trace.gatewayDetail).to.contain("TooManyRequestsException");
  });

  it("answers 504 to an integration slower than its timeout", async () => {
    const limits: number[] = [];
    const stage = testStage({
      api: {
        operations: [
          { method: "GET", path: "/default" },
          { method: "GET", path: "/own", integration: { timeoutInMillis: 100 } },
          { method: "GET", path: "/none", integration: { timeoutInMillis: 0 } },
          { method: "GET", path: "/long", integration: { timeoutInMillis: 3_000_000_000 } },
        ],
      },
      functions: { Fn: () => new Promise(() => {}) },
      ports: {
        clock: { now: () => 0, sleep: async () => {} },
        ids: { uuid: () => "00000000-0000-4000-8000-000000000000", hex: (n) => "0".repeat(n) },
        startTimer: (milliseconds, callback) => {
          limits.push(milliseconds);
          setImmediate(callback);
          return () => {};
        },
      },
    });
    const exchange = await send(stage, request("GET /dev/default"));
    expect(exchange.response.status).to.equal(504);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Endpoint request timed out" });
    expect(exchange.trace.gatewayResponseType).to.equal("INTEGRATION_TIMEOUT");
    for (const path of ["own", "none", "long"]) await send(stage, request(`GET /dev/${path}`));
    expect(limits).to.deep.equal([29_000, 100, 29_000, 2_147_483_647]);
  });

  it("lets a function go on after the integration timeout, and drops its result", async () => {
    const release = Promise.withResolvers<undefined>();
    const ended = Promise.withResolvers<string>();
    const Fn: TableFunction = async () => {
      await release.promise;
      ended.resolve("ended");
      return { statusCode: 201 };
    };
    const stage = testStage({ functions: { Fn }, integrationTimeoutMs: 10 });
    const { response, trace } = await send(stage, request("GET /dev/orders/1"));
    expect([response.status, trace.functionResult]).to.deep.equal([504, null]);
    release.resolve(undefined);
    expect(await ended.promise).to.equal("ended");
    expect([response.status, trace.functionResult]).to.deep.equal([504, null]);
  });

  it("gives a function under a debugger no integration timeout, and any other its own", async () => {
    const limits: number[] = [];
    const stage = testStage({
      isDebugged: (functionId) => functionId === "Fn" && limits.length === 0,
      ports: {
        clock: { now: () => 0, sleep: async () => {} },
        ids: { uuid: () => "0", hex: (n) => "0".repeat(n) },
        startTimer: (milliseconds) => {
          limits.push(milliseconds);
          return () => {};
        },
      },
    });
    await send(stage, request("GET /dev/orders/1"));
    await send(stage, request("GET /dev/orders/1"));
    expect(limits).to.deep.equal([2_147_483_647, 29_000]);
  });

  it("calls the timer off when the function answered", async () => {
    let running = 0;
    const stage = testStage({
      ports: {
        clock: { now: () => 0, sleep: async () => {} },
        ids: { uuid: () => "0", hex: (n) => "0".repeat(n) },
        startTimer: () => {
          running += 1;
          return () => {
            running -= 1;
          };
        },
      },
    });
    expect((await send(stage, request("GET /dev/orders/1"))).response.status).to.equal(200);
    expect(running).to.equal(0);
  });

  it("calls the function of the template whatever alias or version the integration names", async () => {
    const wiring = { kind: "lambda", functionId: "Fn", qualifier: "live" } as const;
    const operations = [{ method: "GET", path: "/orders/{orderId}", wiring }] as const;
    const { response, trace } = await answer(() => ({ body: "mine" }), {}, { operations });
    expect([bodyText(response), trace.functionId]).to.deep.equal(["mine", "Fn"]);
  });

  // Lambda refuses the invocation
  const broken: readonly (readonly [string, Partial<ApiSketch>, string])[] = [
    [
      "nothing permits the invocation",
      { operations: [{ method: "GET", path: "/orders/{orderId}", permitted: false }] },
      "nothing permits API Gateway to invoke Fn for GET /orders/{orderId}",
    ],
    [
      "the function is not there",
      { operations: [{ method: "GET", path: "/orders/{orderId}", functionId: "Gone" }] },
      "the function could not be invoked: no function Gone",
    ],
    [
      "the integration's method is not POST",
      {
        operations: [
          { method: "GET", path: "/orders/{orderId}", integration: { httpMethod: "GET" } },
        ],
      },
      "httpMethod is GET",
    ],
    [
      "the integration maps a header it may not",
      {
        operations: [
          {
            method: "GET",
            path: "/orders/{orderId}",
            integration: {
              requestParameters: { "integration.request.header.Content-Length": "'1'" },
            },
          },
        ],
      },
      "Content-Length",
    ],
  ];
  for (const [what, api, detail] of broken) {
    it(`answers 500 when ${what}`, async () => {
      const exchange = await answer(() => ({}), {}, api);
      expect(exchange.response.status).to.equal(500);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
      expect(exchange.trace.gatewayResponseType).to.equal("API_CONFIGURATION_ERROR");
      expect(exchange.trace.gatewayDetail).to.contain(detail);
    });
  }
});

describe("the headers of a Lambda proxy response", () => {
  // Recorded.
  it("merges headers and multiValueHeaders, multi first and in its casing", async () => {
    const { response } = await answer(() => ({
      headers: { "Set-Cookie": "c", "X-One": "1" },
      multiValueHeaders: { "set-cookie": ["a", "b"] },
    }));
    const cookies = response.headers.filter(([name]) => name.toLowerCase() === "set-cookie");
    expect(cookies).to.deep.equal([
      ["set-cookie", "a"],
      ["set-cookie", "b"],
      ["set-cookie", "c"],
    ]);
    expect(headerValue(response.headers, "X-One")).to.equal("1");
  });

  it("writes booleans and numbers as text", async () => {
    const { response } = await answer(() => ({ headers: { "x-flag": true, "x-count": 3 } }));
    expect(headerValue(response.headers, "x-flag")).to.equal("true");
    expect(headerValue(response.headers, "x-count")).to.equal("3");
  });

  // Guide.
  it("remaps and drops the headers a function may not set", async () => {
    const { response } = await answer(() => ({
      headers: {
        Connection: "close",
        Date: "today",
        Server: "mine",
        "WWW-Authenticate": "Basic",
        "Transfer-Encoding": "chunked",
        "Content-Length": "7",
        "x-amzn-RequestId": "mine",
        "x-amz-apigw-id": "mine",
        "X-Amzn-Trace-Id": "mine",
      },
    }));
    const { headers } = response;
    for (const name of ["Connection", "Date", "Server", "WWW-Authenticate", "Content-Length"]) {
      expect(headers.map(([key]) => key)).to.include(`x-amzn-Remapped-${name}`);
    }
    expect(headerValues(headers, "date")).to.have.lengthOf(1);
    expect(headerValues(headers, "content-length")).to.deep.equal(["0"]);
    expect(headerValues(headers, "x-amzn-requestid")).to.have.lengthOf(1);
    for (const name of ["x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id"])
      expect(headerValues(headers, name), name).to.have.lengthOf(1).and.not.to.include("mine");
    expect(headerValue(headers, "transfer-encoding")).to.equal(undefined);
    expect(headerValue(headers, "server")).to.equal(undefined);
  });

  it("keeps a content type, and adds none of its own then", async () => {
    const { response } = await answer(() => ({
      headers: { "content-type": "text/plain" },
      body: "hé",
    }));
    expect(headerValues(response.headers, "content-type")).to.deep.equal(["text/plain"]);
    expect(headerValue(response.headers, "content-length")).to.equal("3");
    expect(bodyText(response)).to.equal("hé");
  });

  it("leaves out a header whose value is null", async () => {
    const { response } = await answer(() => ({
      headers: { "x-none": null, "x-one": "1" },
      multiValueHeaders: { "x-nothing": null },
    }));
    expect(response.status).to.equal(200);
    expect(response.headers.map(([name]) => name)).not.to.include.members(["x-none", "x-nothing"]);
    expect(headerValue(response.headers, "x-none")).to.equal(undefined);
    expect(headerValue(response.headers, "x-one")).to.equal("1");
  });

  it("sends no body for 204, 304 and HEAD, and keeps the length of HEAD", async () => {
    for (const statusCode of [204, 304]) {
      const none = await answer(() => ({ statusCode, body: "x" }));
      expect(none.response.status).to.equal(statusCode);
      expect(none.response.body.byteLength).to.equal(0);
      expect(headerValue(none.response.headers, "content-length")).to.equal(undefined);
    }
    const stage = testStage({ functions: { Fn: () => ({ body: "1234" }) } });
    const head = await send(stage, request("HEAD /dev/files/x"));
    expect(head.response.status).to.equal(200);
    expect(head.response.body.byteLength).to.equal(0);
    expect(headerValue(head.response.headers, "content-length")).to.equal("4");
  });
});

describe("binary bodies of a REST API", () => {
  const encoded = { headers: { "content-type": "image/png" }, body: "AP8=", isBase64Encoded: true };

  // Guide.
  it("returns the base64 text itself without binary media types", async () => {
    expect(bodyText((await answer(() => encoded)).response)).to.equal("AP8=");
  });

  const accepts = [
    ["image/png", ["image/png"], true],
    ["image/png;q=0.9, text/html", ["image/png"], true],
    ["text/html, image/png", ["image/png"], false],
    ["*/*", ["image/png"], false],
    [undefined, ["image/png"], false],
    [undefined, ["*/*"], true],
    ["text/html", ["*/*"], true],
    ["image/gif", ["image/*"], true],
    ["image/png", ["image~1png"], true],
  ] as const;
  for (const [accept, binaryMediaTypes, decoded] of accepts) {
    it(`${decoded ? "decodes" : "does not decode"} for Accept ${accept ?? "(none)"} with ${binaryMediaTypes.join()}`, async () => {
      const headers = accept === undefined ? {} : { Accept: accept };
      const { response } = await answer(() => encoded, headers, { binaryMediaTypes });
      expect([...response.body]).to.deep.equal(
        decoded ? [0, 255] : [...Buffer.from("AP8=", "latin1")],
      );
    });
  }

  it("answers 500 to a body that is not base64 when it has to decode it", async () => {
    const { response, trace } = await answer(
      () => ({ body: "no base64!", isBase64Encoded: true }),
      {},
      { binaryMediaTypes: ["*/*"] },
    );
    expect(response.status).to.equal(500);
    expect(trace.gatewayResponseType).to.equal("API_CONFIGURATION_ERROR");
  });

  const requests = [
    ["image/png", ["image/png"], true],
    ["image/png; a=b", ["image/png"], true],
    ["application/json", ["image/png"], false],
    ["application/json", ["*/*"], true],
  ] as const;
  for (const [contentType, binaryMediaTypes, isBase64Encoded] of requests) {
    it(`gives a request of ${contentType} with ${binaryMediaTypes.join()} as ${isBase64Encoded ? "base64" : "text"}`, async () => {
      const stage = testStage({ api: { binaryMediaTypes } });
      const message = request("POST /dev/orders", { "content-type": contentType }, "{}");
      expect((await send(stage, message)).trace.event).to.deep.include({
        body: isBase64Encoded ? "e30=" : "{}",
        isBase64Encoded,
      });
    });
  }
});
