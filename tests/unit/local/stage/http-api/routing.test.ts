import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../../src/harness/core/http-message.ts";
import { eventOf, httpStage } from "../../../../support/stage/http-stage.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../../support/stage/wired-api.ts";

const pets: readonly OperationSketch[] = [
  { method: "ANY", path: "/$default" },
  { method: "ANY", path: "/{proxy+}" },
  { method: "GET", path: "/pets/{proxy+}" },
  { method: "GET", path: "/pets/dog/{id}" },
  { method: "GET", path: "/pets/dog/1" },
];

const shop: readonly OperationSketch[] = [
  { method: "GET", path: "/" },
  { method: "GET", path: "/orders/{id}" },
  { method: "ANY", path: "/orders/{id}" },
  { method: "POST", path: "/orders/new" },
  { method: "ANY", path: "/files/{proxy+}" },
  { method: "GET", path: "/a b/x" },
];

describe("routing on the stage of an HTTP API", () => {
  // The example set of the guide.
  const guide = [
    ["GET /pets/dog/1", "GET /pets/dog/1", undefined],
    ["GET /pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
    ["GET /pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
    ["POST /test/5", "ANY /{proxy+}", { proxy: "test/5" }],
    // A method that is missing on a matching path falls through (guide: a match includes the method).
    ["POST /pets/dog/1", "ANY /{proxy+}", { proxy: "pets/dog/1" }],
    ["GET /", "$default", undefined],
  ] as const;
  for (const [line, routeKey, pathParameters] of guide) {
    it(`takes ${line} to ${routeKey}`, async () => {
      const event = eventOf(await send(httpStage({ api: { operations: pets } }), request(line)));
      expect(event["routeKey"]).to.equal(routeKey);
      expect(event["pathParameters"]).to.deep.equal(pathParameters);
    });
  }

  // Specific method beats ANY on the same path; static parts beat variables.
  const own = [
    ["GET /orders/7", "GET /orders/{id}"],
    ["PUT /orders/7", "ANY /orders/{id}"],
    ["POST /orders/new", "POST /orders/new"],
    ["GET /orders/new", "GET /orders/{id}"],
    ["GET /files/a/b", "ANY /files/{proxy+}"],
    ["GET /a%20b/x", "GET /a b/x"],
    ["GET /orders/a%2Fb", "GET /orders/{id}"],
    ["GET /", "GET /"],
  ] as const;
  for (const [line, routeKey] of own) {
    it(`takes ${line} to ${routeKey}, whatever the order of the routes`, async () => {
      for (const operations of [shop, shop.toReversed()]) {
        const exchange = await send(httpStage({ api: { operations } }), request(line));
        expect(eventOf(exchange)["routeKey"]).to.equal(routeKey);
      }
    });
  }

  // A full match comes first, then a greedy one.
  it("takes a full match of variables before a greedy route with a longer static part", async () => {
    const operations = [
      { method: "GET", path: "/pets/{proxy+}" },
      { method: "GET", path: "/{kind}/{id}" },
    ] as const;
    const exchange = await send(httpStage({ api: { operations } }), request("GET /pets/1"));
    expect(eventOf(exchange)["routeKey"]).to.equal("GET /{kind}/{id}");
  });

  // Unknown route or method; HEAD and OPTIONS are methods like others.
  const unknown = [
    "GET /nope",
    "DELETE /",
    "HEAD /",
    "OPTIONS /",
    // The trailing slash counts [recalled].
    "GET /a%20b/x/",
    "GET /orders/",
    "GET /files/",
  ];
  for (const line of unknown) {
    it(`answers ${line} with Not Found`, async () => {
      const exchange = await send(httpStage({ api: { operations: shop } }), request(line));
      expect(exchange.response.status).to.equal(404);
      expect(headerValue(exchange.response.headers, "content-type")).to.equal("application/json");
      expect(exchange.trace).to.deep.include({ answeredBy: "gateway", functionId: null });
      if (!line.startsWith("HEAD")) {
        expect(jsonBody(exchange)).to.deep.equal({ message: "Not Found" });
      }
    });
  }

  it("says in the trace what was not found, and what is near", async () => {
    const stage = httpStage({ api: { operations: shop } });
    const path = await send(stage, request("GET /order/7"));
    expect(path.trace.gatewayDetail).to.equal(
      "no route of the API matches /order/7; the nearest declared route is GET /orders/{id}",
    );
    const method = await send(stage, request("DELETE /"));
    expect(method.trace.gatewayDetail).to.contain(
      "no route of the API for / has the method DELETE",
    );
  });

  // A greedy variable must be last.
  it("reports a greedy variable that is not at the end, and does not route it", async () => {
    const operations = [{ method: "GET", path: "/files/{proxy+}/x" }] as const;
    const stage = httpStage({ api: { operations } });
    expect(stage.problems.map(({ code }) => code)).to.deep.equal(["stage/route-conflict"]);
    expect((await send(stage, request("GET /files/a/x"))).response.status).to.equal(404);
  });

  it("does not route on X-HTTP-Method-Override", async () => {
    const stage = httpStage({ api: { operations: shop } });
    const exchange = await send(
      stage,
      request("POST /orders/new", { "X-HTTP-Method-Override": "GET" }),
    );
    expect(eventOf(exchange)["routeKey"]).to.equal("POST /orders/new");
  });

  // A named stage stands in rawPath, and not in the variables.
  const named = [
    ["GET /dev/orders/7", "/dev/orders/7"],
    ["GET /orders/7", "/dev/orders/7"],
    ["GET /dev", "/dev"],
    ["GET /dev/", "/dev/"],
  ] as const;
  for (const [line, rawPath] of named) {
    it(`reads ${line} on a named stage`, async () => {
      const stage = httpStage({ stageName: "dev", api: { operations: shop } });
      const event = eventOf(await send(stage, request(line)));
      expect(event["rawPath"]).to.equal(rawPath);
      expect(event["requestContext"]).to.deep.include({ stage: "dev" });
    });
  }

  it("demands the prefix of a named stage when it is strict", async () => {
    const stage = httpStage({
      stageName: "dev",
      strictStagePrefix: true,
      api: { operations: shop },
    });
    const exchange = await send(stage, request("GET /orders/7"));
    expect(exchange.response.status).to.equal(404);
    expect(jsonBody(exchange)).to.deep.equal({ message: "Not Found" });
    expect((await send(stage, request("GET /dev/orders/7"))).response.status).to.equal(200);
  });

  it("has no prefix on $default, also when it is strict", async () => {
    const stage = httpStage({ strictStagePrefix: true, api: { operations: shop } });
    const event = eventOf(await send(stage, request("GET /orders/7")));
    expect(event).to.deep.include({ rawPath: "/orders/7", pathParameters: { id: "7" } });
  });
});
