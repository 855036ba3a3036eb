import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../src/harness/core/json.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";

const stage = testStage();

function eventOf(exchange: Exchange): { readonly [key: string]: unknown } {
  const { event } = exchange.trace;
  if (!isObject(event)) throw new Error(`no event: ${exchange.trace.gatewayDetail}`);
  return event;
}

function contextPath(exchange: Exchange): unknown {
  const context = eventOf(exchange)["requestContext"];
  return isObject(context) ? context["path"] : undefined;
}

describe("routing on a REST stage", () => {
  // Recorded.
  it("keeps the path and its parameters percent-encoded", async () => {
    const exchange = await send(stage, request("GET /dev/orders/a%20b"));
    expect(eventOf(exchange)).to.deep.include({
      resource: "/orders/{orderId}",
      path: "/orders/a%20b",
      pathParameters: { orderId: "a%20b" },
    });
    expect(contextPath(exchange)).to.equal("/dev/orders/a%20b");
  });

  // Recorded.
  const paths = [
    ["/dev/orders/1/", "/orders/1/", "/dev/orders/1/", { orderId: "1" }],
    ["//dev/orders/1", "/orders/1", "/dev/orders/1", { orderId: "1" }],
    ["/dev//orders/1", "/orders/1", "/dev//orders/1", { orderId: "1" }],
    ["/dev/files//x//y", "/files//x//y", "/dev/files//x//y", { proxy: "x//y" }],
    ["/dev/files/v/", "/files/v/", "/dev/files/v/", { proxy: "v" }],
    [
      "/dev/files/test%2Ba@g.com/p/test+a@g.com",
      null,
      null,
      { proxy: "test%2Ba@g.com/p/test+a@g.com" },
    ],
  ] as const;
  for (const [target, path, requestPath, pathParameters] of paths) {
    it(`reads ${target}`, async () => {
      const exchange = await send(stage, request(`GET ${target}`));
      expect(eventOf(exchange)).to.deep.include({
        path: path ?? target.slice(4),
        pathParameters,
      });
      expect(contextPath(exchange)).to.equal(requestPath ?? target);
    });
  }

  // Recorded.
  for (const line of ["DELETE /dev/orders/1", "GET /dev/nope", "HEAD /dev/orders/1"]) {
    it(`answers ${line} with Missing Authentication Token`, async () => {
      const exchange = await send(stage, request(line));
      expect(exchange.response.status).to.equal(403);
      expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
        "MissingAuthenticationTokenException",
      );
      expect(exchange.trace).to.deep.include({
        answeredBy: "gateway",
        gatewayResponseType: "MISSING_AUTHENTICATION_TOKEN",
        functionId: null,
      });
      if (!line.startsWith("HEAD")) {
        expect(jsonBody(exchange)).to.deep.equal({ message: "Missing Authentication Token" });
      }
    });
  }

  it("says in the trace what was not found", async () => {
    const nowhere = await send(stage, request("GET /dev/nope"));
    expect(nowhere.trace.gatewayDetail).to.equal("no resource of the API matches /nope");
    const method = await send(stage, request("DELETE /dev/orders/1"));
    expect(method.trace.gatewayDetail).to.equal(
      "the resource /orders/{orderId} has no method DELETE; the nearest declared route is GET /orders/{orderId}",
    );
  });

  it("takes the stage alone for the root resource", async () => {
    const root = testStage({
      api: { operations: [{ method: "GET", path: "/" }] },
      strictStagePrefix: true,
    });
    for (const target of ["/dev", "/dev/"]) {
      const exchange = await send(root, request(`GET ${target}`));
      expect(eventOf(exchange)).to.deep.include({ path: "/", pathParameters: null });
    }
  });

  // In reports.
  const authorizations = [
    ["Bearer abc", "Invalid key=value pair (missing equal-sign) in Authorization header"],
    ["abc", "Invalid key=value pair (missing equal-sign) in Authorization header"],
    [
      "AWS4-HMAC-SHA256",
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host",
      "Authorization header requires 'Signature' parameter. Authorization header requires existence of either",
    ],
  ] as const;
  for (const [authorization, message] of authorizations) {
    it(`takes an unknown route with Authorization: ${authorization} for a broken signature`, async () => {
      const exchange = await send(stage, request("GET /dev/nope", { authorization }));
      expect(exchange.response.status).to.equal(403);
      expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
        "IncompleteSignatureException",
      );
      expect(exchange.trace.gatewayResponseType).to.equal("DEFAULT_4XX");
      const body = jsonBody(exchange);
      expect(isObject(body) ? body["message"] : "").to.satisfy((text: string) =>
        text.startsWith(message),
      );
    });
  }

  it("takes a path with and without the stage, and only with it when strict", async () => {
    const loose = await send(stage, request("GET /orders/1"));
    expect(contextPath(loose)).to.equal("/dev/orders/1");
    expect(eventOf(loose)["path"]).to.equal("/orders/1");
    const strict = testStage({ strictStagePrefix: true });
    const refused = await send(strict, request("GET /orders/1"));
    expect(refused.response.status).to.equal(403);
    expect(jsonBody(refused)).to.deep.equal({ message: "Forbidden" });
    expect((await send(strict, request("GET /dev/orders/1"))).response.status).to.equal(200);
    expect((await send(strict, request("GET /device"))).response.status).to.equal(403);
  });

  it("reads a path that begins like the stage as the API's own when only that leads somewhere", async () => {
    const own = testStage({ api: { operations: [{ method: "GET", path: "/dev/{id}" }] } });
    expect(eventOf(await send(own, request("GET /dev/7")))["path"]).to.equal("/dev/7");
    expect(eventOf(await send(own, request("GET /dev/dev/7")))["path"]).to.equal("/dev/7");
  });

  // Recorded.
  it("routes on X-HTTP-Method-Override", async () => {
    const overridden = request("POST /dev/orders/1", { "X-HTTP-Method-Override": "GET" });
    expect(eventOf(await send(stage, overridden))["httpMethod"]).to.equal("GET");
  });

  // Recorded.
  it("gives the query decoded, and null where there is nothing", async () => {
    const withQuery = await send(stage, request("GET /dev/orders/1?a=1&a=2&b="));
    expect(eventOf(withQuery)).to.deep.include({
      queryStringParameters: { a: "2", b: "" },
      multiValueQueryStringParameters: { a: ["1", "2"], b: [""] },
    });
    expect(eventOf(await send(stage, request("GET /dev/orders/1")))).to.deep.include({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it("names the operation, the stage variables and the connection in the event", async () => {
    const configured = testStage({ stageVariables: { level: "debug" }, accountId: "210987654321" });
    const event = eventOf(await send(configured, request("GET /dev/orders/1")));
    expect(event["stageVariables"]).to.deep.equal({ level: "debug" });
    expect(event["requestContext"]).to.deep.include({
      operationName: "getOrder",
      accountId: "210987654321",
      resourcePath: "/orders/{orderId}",
      stage: "dev",
    });
    expect(event).to.have.nested.property("requestContext.identity.sourceIp", "203.0.113.7");
  });

  it("gives each request its own ids, which the response repeats", async () => {
    const [first, second] = await Promise.all([
      send(stage, request("GET /dev/orders/1")),
      send(stage, request("GET /dev/orders/1")),
    ]);
    expect(first.trace.requestId).not.to.equal(second.trace.requestId);
    for (const exchange of [first, second]) {
      const { headers } = exchange.response;
      expect(headerValue(headers, "x-amzn-requestid")).to.equal(exchange.trace.requestId);
      expect(eventOf(exchange)).to.have.nested.property(
        "requestContext.extendedRequestId",
        headerValue(headers, "x-amz-apigw-id"),
      );
    }
  });

  it("keeps a trace root the client sent", async () => {
    const root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    const seen: string[] = [];
    const traced = testStage({
      functions: {
        Fn: (_event, { traceHeader }) => {
          seen.push(traceHeader);
          return {};
        },
      },
      awsCallsOf: (traceRoot) => {
        seen.push(traceRoot);
        return [];
      },
    });
    const exchange = await send(
      traced,
      request("GET /dev/orders/1", { "x-amzn-trace-id": `${root};Sampled=1` }),
    );
    expect(seen[0]).to.match(/^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};/u);
    expect(seen[1]).to.equal("1-5759e988-bd862e3fe1be46a994272793");
    expect(headerValue(exchange.response.headers, "x-amzn-trace-id")).to.equal(seen[0]);
    expect(exchange.trace.awsCalls).to.deep.equal([]);
  });
});
