import { expect } from "chai";
import {
  bodyText,
  toBytes,
  type HttpRequest,
  type HttpResponse,
} from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import { describeExchange } from "../../../../src/harness/app/runs/describe-exchange.ts";
import { isObject } from "../../../../src/harness/core/json.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import { dispatchRequests } from "../../../../src/harness/local/stage/dispatch-requests.ts";
import type { Handle } from "../../../../src/harness/local/stage/serve-request.ts";
import { httpStage } from "../../../support/stage/http-stage.ts";
import { request, testStage } from "../../../support/stage/test-stage.ts";

const handleOf =
  (stage: Stage): Handle =>
  (message, connection) =>
    stage.handle(message, connection);

interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}

async function ask(handle: Handle, line: string, host = "127.0.0.1:3000"): Promise<Answer> {
  const { response } = await handle(request(line, { Host: host }), { sourceIp: "127.0.0.1" });
  const body: unknown = JSON.parse(bodyText(response));
  if (!isObject(body)) throw new Error(bodyText(response));
  return { status: response.status, body };
}

const rest = handleOf(testStage());
const http = handleOf(httpStage({}));
const domain = "api.example.com";

describe("stages on a custom domain", () => {
  const both = dispatchRequests([
    { domain, base: "/shop", handle: rest },
    { domain, base: "/shop/v2", handle: http },
    { domain: "other.example.com", base: "", handle: rest },
  ]);

  // The base path stands in `path`, and in `requestContext.path` in place of the stage
  it("a REST API's event has the base path, no stage, and the domain's name", async () => {
    const { status, body } = await ask(both, "GET /shop/orders/1/", domain);
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      resource: "/orders/{orderId}",
      path: "/shop/orders/1/",
      pathParameters: { orderId: "1" },
    });
    expect(body).to.have.nested.property("requestContext.path", "/shop/orders/1/");
    expect(body).to.have.nested.property("requestContext.domainName", domain);
    expect(body).to.have.nested.property("requestContext.domainPrefix", "api");
    expect(body).to.have.nested.property("requestContext.stage", "dev");
    expect(body).to.have.nested.property("headers.Host", domain);
  });

  // `rawPath` leaves the mapping out
  it("an HTTP API's event has neither base path nor stage; the longest base path wins", async () => {
    const { status, body } = await ask(both, "GET /shop/v2/orders/1", `${domain}:3000`);
    expect(status).to.equal(200);
    expect(body).to.have.property("rawPath", "/orders/1");
    expect(body).to.have.nested.property("requestContext.http.path", "/orders/1");
    expect(body).to.have.nested.property("requestContext.domainName", domain);
  });

  // Guide, HTTP APIs, rawPath: format 1.0 has the mapping's key in path, 2.0 lacks it in rawPath.
  it("payload 1.0 of an HTTP API has the base path in its path", async () => {
    const operations = [
      {
        method: "GET",
        path: "/orders/{orderId}",
        integration: { payloadFormatVersion: "1.0" },
      },
    ] as const;
    const older = handleOf(httpStage({ api: { operations } }));
    const mapped = dispatchRequests([{ domain, base: "/shop", handle: older }]);
    const { status, body } = await ask(mapped, "GET /shop/orders/1", domain);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ version: "1.0", path: "/shop/orders/1" });
    expect(body).to.have.nested.property("requestContext.path", "/shop/orders/1");
  });

  it("the stage is no part of the path there, however the name is written", async () => {
    const { status, body } = await ask(both, "GET /shop/dev/orders/1", "API.example.COM");
    expect([status, body]).to.deep.equal([403, { message: "Missing Authentication Token" }]);
  });

  it("an unknown route with an Authorization header is answered as on the default endpoint (assumed)", async () => {
    const headers = { Host: domain, Authorization: "Bearer t" };
    const there = await both(request("GET /shop/nope", headers), { sourceIp: "127.0.0.1" });
    const here = await rest(request("GET /dev/nope", headers), { sourceIp: "127.0.0.1" });
    expect(bodyText(there.response)).to.equal(bodyText(here.response));
    expect(there.response.status).to.equal(403);
    expect(bodyText(there.response)).to.contain("missing equal-sign");
  });

  it("the port's own address leads to the first domain", async () => {
    for (const host of [
      "127.0.0.1:3000",
      "localhost",
      "[::1]:3000",
      "app.localhost",
      "localhost.",
    ]) {
      const { body } = await ask(both, "GET /shop/orders/1", host);
      expect(body).to.have.nested.property("requestContext.domainName", domain);
    }
  });

  it("each domain leads where it is mapped to", async () => {
    const { body } = await ask(both, "GET /orders/1", "other.example.com");
    expect(body).to.have.property("path", "/orders/1");
  });

  // Recalled.
  for (const [line, host] of [
    ["GET /orders/1", domain],
    ["GET /shopping/orders/1", domain],
    ["GET /shop/orders/1", "elsewhere.example.com"],
  ] as const)
    it(`without a mapping ${line} of ${host} is forbidden`, async () => {
      const { status, body } = await ask(both, line, host);
      expect([status, body]).to.deep.equal([403, { message: "Forbidden" }]);
    });

  for (const path of ["/ping", "/sping"])
    it(`${path} is API Gateway's own, and refused by name`, async () => {
      const { status, body } = await ask(both, `GET ${path}`, "other.example.com");
      expect(status).to.equal(501);
      expect(body).to.have.property("code", "stage/operation-not-emulated");
    });
});

describe("stages below their names on one port", () => {
  const one = dispatchRequests([
    { domain: null, base: "/OrdersApi", handle: rest },
    { domain: null, base: "/ShopApi", handle: http },
  ]);

  it("are asked as they would be alone", async () => {
    const orders = await ask(one, "GET /OrdersApi/dev/orders/1?a=1");
    expect(orders.body).to.deep.include({ path: "/orders/1", queryStringParameters: { a: "1" } });
    expect(orders.body).to.have.nested.property("requestContext.path", "/dev/orders/1");
    const shop = await ask(one, "GET /ShopApi/orders/1");
    expect(shop.body).to.have.property("rawPath", "/orders/1");
  });

  for (const host of ["host.docker.internal:3000", "192.0.2.7", "app.localhost", "127.0.0.2"])
    it(`are asked by any name, as ${host}`, async () => {
      const { status, body } = await ask(one, "GET /OrdersApi/dev/orders/1", host);
      expect([status, body["path"]]).to.deep.equal([200, "/orders/1"]);
    });

  it("answer to no other path", async () => {
    const { status } = await ask(one, "GET /dev/orders/1");
    expect(status).to.equal(403);
  });
});

describe("requests that no stage of a port takes", () => {
  const exchanges: Exchange[] = [];
  const file: HttpResponse = { status: 200, headers: [], body: toBytes('{"file":true}') };
  const unplaced = {
    unrouted: async ({ path }: HttpRequest) => {
      return path === "/index.html" ? file : null;
    },
    onExchange: (exchange: Exchange) => exchanges.push(exchange),
  };
  const linesOf = () => exchanges.splice(0).flatMap((exchange) => describeExchange(exchange));

  it("are told of, with where stages are", async () => {
    const mounts = [{ domain: null, base: "/Shop", handle: rest }];
    expect((await ask(dispatchRequests(mounts, unplaced), "GET /none")).status).to.equal(403);
    expect(linesOf()).to.deep.equal([
      "GET /none → 403 gateway 0 ms",
      "  no API is served under this path; there is /Shop",
    ]);
    const named = dispatchRequests([{ domain, base: "/shop", handle: rest }], unplaced);
    expect((await ask(named, "GET /shop/orders/1", domain)).status).to.equal(200);
    expect(linesOf()).to.deep.equal([]);
  });

  it("are told of at the paths a domain keeps", async () => {
    const named = dispatchRequests([{ domain, base: "", handle: rest }], unplaced);
    expect((await ask(named, "GET /ping", domain)).status).to.equal(501);
    expect(linesOf()[0]).to.equal("GET /ping → 501 gateway 0 ms");
  });

  it("get a file where there is one, at the root and below a mapping", async () => {
    const own = handleOf(testStage({ unrouted: unplaced.unrouted }));
    const named = dispatchRequests([{ domain, base: "/shop", handle: own }], unplaced);
    for (const line of ["GET /index.html", "GET /shop/index.html"])
      expect((await ask(named, line, domain)).body, line).to.deep.equal({ file: true });
    expect(linesOf()).to.include("  a file of --static-dir, which API Gateway would not serve");
  });
});
