import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import {
  bodyText,
  headerValue,
  headerValues,
} from "../../../../../src/harness/core/http-message.ts";
import { isObject, type JsonObject } from "../../../../../src/harness/core/json.ts";
import { eventOf, httpStage } from "../../../../support/stage/http-stage.ts";
import { integratedOperation } from "../../../../support/stage/integration-stage.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";

const servers: Server[] = [];
interface Seen {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
}

async function echoServer(): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(({ method, url, headers }, outgoing) => {
    seen.push({ line: `${method} ${url}`, headers });
    outgoing
      .writeHead(201, { "X-Answer": "a", Server: "echo", "Access-Control-Allow-Origin": "x" })
      .end('{"made":7}');
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, seen };
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function proxyStage(uri: string, settings: JsonObject = {}, root: JsonObject = {}) {
  const operation = integratedOperation({ kind: "http", proxy: true, uri }, settings, {
    path: "/items/{proxy+}",
  });
  return httpStage({ api: { operations: [operation], root }, stageVariables: { colour: "red" } });
}

describe("An HTTP integration of an HTTP API", () => {
  it("hands the request on, with the route's variables in the uri and Forwarded for X-Forwarded", async () => {
    const { url, seen } = await echoServer();
    const stage = proxyStage(`${url}/base/{proxy}`);
    const exchange = await send(
      stage,
      request("POST /items/a/b%20c?q=1", {
        "X-Own": "1",
        "X-Forwarded-For": "10.0.0.1",
        Host: "h.example",
      }),
    );
    expect(exchange.response.status).to.equal(201);
    expect(bodyText(exchange.response)).to.equal('{"made":7}');
    const [got] = seen;
    expect(got?.line).to.equal("POST /base/a/b%20c?q=1");
    expect(got?.headers).to.include({
      "x-own": "1",
      // API Gateway developer guide, HTTP integrations of HTTP APIs.
      forwarded: "for=203.0.113.7;host=h.example;proto=https",
      "content-length": "0",
      "content-type": "application/json",
    });
    expect(got?.headers["x-forwarded-for"]).to.equal(undefined);
    expect(headerValue(exchange.response.headers, "x-answer")).to.equal("a");
    expect(headerValues(exchange.response.headers, "content-length")).to.have.length(1);
  });

  it("changes parameters on both ways (guide, parameter mapping)", async () => {
    const { url, seen } = await echoServer();
    const stage = proxyStage(`${url}/base`, {
      httpMethod: "PUT",
      requestParameters: {
        "append:header.x-list": "$request.querystring.q",
        "overwrite:header.x-own": "id-${request.path.proxy}-$stageVariables.colour",
        "remove:header.x-gone": "''",
        "append:querystring.added": "$context.routeKey",
        "remove:querystring.q": "''",
        "overwrite:path": "/other/$request.header.x-own",
      },
      responseParameters: {
        "201": {
          "overwrite:statuscode": "202",
          "append:header.x-made": "$response.body.made",
          "overwrite:header.x-answer": "b",
        },
        "500": { "overwrite:statuscode": "503" },
      },
    });
    const exchange = await send(
      stage,
      request("GET /items/7?q=1&r=2", [
        ["X-List", "0"],
        ["X-Own", "o"],
        ["X-Gone", "g"],
      ]),
    );
    const [got] = seen;
    expect(got?.line).to.equal("PUT /other/o?r=2&added=ANY%20%2Fitems%2F%7Bproxy%2B%7D");
    expect(got?.headers).to.include({ "x-list": "0, 1", "x-own": "id-7-red" });
    expect(got?.headers["x-gone"]).to.equal(undefined);
    const { headers, status } = exchange.response;
    expect(status).to.equal(202);
    expect(headerValue(headers, "x-made")).to.equal("7");
    expect(headerValues(headers, "x-answer")).to.deep.equal(["b"]);
  });

  it("has its own CORS headers discarded where the API has CORS", async () => {
    const { url } = await echoServer();
    const cors = { "x-amazon-apigateway-cors": { allowOrigins: ["*"] } };
    const exchange = await send(
      proxyStage(url, {}, cors),
      request("GET /items/1", { Origin: "a" }),
    );
    expect(headerValues(exchange.response.headers, "access-control-allow-origin")).to.deep.equal([
      "*",
    ]);
  });

  it("is 503 where nothing listens", async () => {
    const { url } = await echoServer();
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, "close");
    }
    const exchange = await send(proxyStage(url), request("GET /items/1"));
    expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([
      503,
      { message: "Service Unavailable" },
    ]);
  });

  it("is 503 where the server is too slow", async () => {
    const server = createServer(() => {});
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const stage = proxyStage(`http://127.0.0.1:${address.port}`, { timeoutInMillis: 60 });
    const exchange = await send(stage, request("GET /items/1"));
    server.closeAllConnections();
    expect([exchange.response.status, jsonBody(exchange)]).to.deep.equal([
      503,
      { message: "Service Unavailable" },
    ]);
  });

  it("is 501 for a server elsewhere, told at the start with the line to add", async () => {
    const stage = proxyStage("https://api.example.com/{proxy}");
    expect(stage.problems.map(({ code }) => code)).to.deep.equal(["stage/integration-elsewhere"]);
    expect(stage.problems[0]?.hint).to.contain('integrations: { "https://api.example.com"');
    expect((await send(stage, request("GET /items/1"))).response.status).to.equal(501);
  });
});

describe("Parameter mapping of a Lambda integration of an HTTP API", () => {
  it("changes the event and the answer", async () => {
    const integration: JsonObject = {
      requestParameters: {
        "overwrite:header.x-who": "$context.identity.sourceIp",
        "append:querystring.page": "2",
      },
      responseParameters: {
        "404": { "overwrite:statuscode": "410", "append:header.x-why": "gone" },
      },
    };
    const stage = httpStage({
      api: { operations: [{ method: "GET", path: "/x", integration }] },
      functions: { Fn: () => ({ statusCode: 404 }) },
    });
    const exchange = await send(stage, request("GET /x?a=1"));
    const event = eventOf(exchange);
    const headers = event["headers"];
    expect(isObject(headers) ? headers["x-who"] : null).to.equal("203.0.113.7");
    expect(event["queryStringParameters"]).to.deep.equal({ a: "1", page: "2" });
    expect(exchange.response.status).to.equal(410);
    expect(headerValue(exchange.response.headers, "x-why")).to.equal("gone");
  });

  it("reads the responses of a hand-written AWS::ApiGatewayV2::Integration", async () => {
    const integration: JsonObject = {
      responseParameters: {
        "200": { ResponseParameters: [{ Destination: "append:header.x-a", Source: "b" }] },
      },
    };
    const stage = httpStage({ api: { operations: [{ method: "GET", path: "/x", integration }] } });
    const exchange = await send(stage, request("GET /x"));
    expect(headerValue(exchange.response.headers, "x-a")).to.equal("b");
  });
});
