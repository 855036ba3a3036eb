import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import {
  bodyText,
  headerValue,
  headerValues,
} from "../../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import { notEmulatedType } from "../../../../../src/harness/core/not-emulated.ts";
import { integrationStage } from "../../../../support/stage/integration-stage.ts";
import { jsonBody, request, send } from "../../../../support/stage/test-stage.ts";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

const servers: Server[] = [];

/** The origin of a server that answers so. */
async function serverOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

/** A server that tells what it was asked. */
function echoServer(status = 200, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  return serverOf((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method, url, headers: got, rawHeaders } = incoming;
      const body = Buffer.concat(chunks).toString("utf8");
      outgoing.writeHead(status, headers);
      outgoing.end(JSON.stringify({ method, url, headers: got, rawHeaders, body }));
    });
  });
}

function isSeen(value: unknown): value is Seen {
  return isObject(value) && typeof value["url"] === "string" && isObject(value["headers"]);
}

/** What the server above said it was asked. */
function seen(value: unknown): Seen {
  if (!isSeen(value)) throw new Error(`no echo: ${JSON.stringify(value)}`);
  return value;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("An http_proxy integration", () => {
  it("hands the request on: method, query, headers, body; mapped parameters win", async () => {
    const origin = await echoServer(203, { "X-Answer": "yes", "Content-Type": "application/json" });
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: `${origin}/base/{id}` },
      {
        httpMethod: "ANY",
        requestParameters: {
          "integration.request.path.id": "method.request.path.id",
          "integration.request.header.X-Stage": "context.stage",
          "integration.request.header.X-Own": "'mapped'",
          "integration.request.querystring.added": "'1'",
        },
      },
    );
    const exchange = await send(
      stage,
      request(
        "PUT /dev/items/a%2Fb%20c?q=1&q=2",
        [
          ["X-Own", "client"],
          ["Content-Type", "text/plain"],
          ["Content-Encoding", "identity"],
          ["Via", "1.1 client"],
          ["Authorization", "Bearer t"],
          ["TE", "trailers"],
        ],
        "hello",
      ),
    );
    expect(exchange.response.status).to.equal(203);
    const got = seen(jsonBody(exchange));
    expect(got).to.include({ method: "PUT", url: "/base/a/b%20c?q=1&q=2&added=1", body: "hello" });
    expect(got.headers).to.include({
      "x-stage": "dev",
      "x-own": "mapped",
      "content-type": "text/plain",
      authorization: "Bearer t",
      host: origin.slice("http://".length),
      "x-forwarded-proto": "https",
    });
    expect(got.headers["x-amzn-apigateway-api-id"]).to.match(/^\w{10}$/);
    expect(got.headers["x-amzn-trace-id"]).to.match(/^Root=1-/);
    // API Gateway developer guide, "Important notes": header hand-over of http_proxy.
    for (const name of ["content-encoding", "via", "te"])
      expect(got.headers[name], name).to.equal(undefined);
    const { headers } = exchange.response;
    expect(headerValue(headers, "x-answer")).to.equal("yes");
    expect(headerValue(headers, "x-amzn-trace-id")).to.equal(undefined);
    // Recorded (LocalStack, 2024-12-11): these four are remapped.
    expect(headerValue(headers, "x-amzn-remapped-date")).to.be.a("string");
    expect(headerValues(headers, "date")).to.have.length(1);
    expect(headerValue(headers, "x-amzn-remapped-connection")).to.be.a("string");
    expect(headerValue(headers, "transfer-encoding")).to.equal(undefined);
  });

  it("passes a query on byte for byte where nothing is mapped into it", async () => {
    const origin = await echoServer();
    const stage = integrationStage({ kind: "http", proxy: true, uri: `${origin}/x?own=1` }, {});
    const exchange = await send(stage, request("GET /dev/items/1?a=%7E&b;c"));
    expect(seen(jsonBody(exchange)).url).to.equal("/x?own=1&a=%7E&b;c");
  });

  it("hands the answer's Content-Encoding on, with the bytes as they came", async () => {
    const packed = gzipSync("hello");
    const origin = await serverOf((_incoming, outgoing) => {
      outgoing.writeHead(200, { "Content-Encoding": "gzip", "Content-Type": "text/plain" });
      outgoing.end(packed);
    });
    const stage = integrationStage({ kind: "http", proxy: true, uri: origin }, {});
    const { response } = await send(stage, request("GET /dev/items/1"));
    expect(headerValue(response.headers, "content-encoding")).to.equal("gzip");
    expect([...response.body]).to.deep.equal([...packed]);
  });

  // assumed
  it("is 500 where the answer is larger than 10 MB", async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, "a");
    const origin = await serverOf(({ url }, outgoing) => {
      outgoing.write(large);
      outgoing.end(url === "/more" ? "a" : "");
    });
    const statusOf = async (path: string): Promise<number> => {
      const stage = integrationStage({ kind: "http", proxy: true, uri: `${origin}${path}` }, {});
      return (await send(stage, request("GET /dev/items/1"))).response.status;
    };
    expect([await statusOf("/fits"), await statusOf("/more")]).to.deep.equal([200, 500]);
  });

  // assumed
  it("leaves a variable of the uri that nothing maps as it is written", async () => {
    const origin = await echoServer();
    const stage = integrationStage({ kind: "http", proxy: true, uri: `${origin}/x/{id}` }, {});
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect(decodeURI(seen(jsonBody(exchange)).url)).to.equal("/x/{id}");
  });

  // guide: sources of requestParameters
  it("maps every part of the request and of the context, and fixed texts", async () => {
    const origin = await echoServer();
    const sources = {
      path: "method.request.path.id",
      query: "method.request.querystring.q",
      header: "method.request.header.X-CLIENT",
      body: "method.request.body.a.b",
      list: "method.request.body.list[1]",
      context: "context.httpMethod",
      variable: "stageVariables.colour",
      fixed: "'text'",
    };
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: `${origin}/{path}` },
      {
        requestParameters: {
          "integration.request.path.path": sources.path,
          ...Object.fromEntries(
            Object.entries(sources).map(([name, source]) => [
              `integration.request.header.got-${name}`,
              source,
            ]),
          ),
          "integration.request.querystring.all": "method.request.multivaluequerystring.q",
        },
      },
      { stageVariables: { colour: "red" } },
    );
    const exchange = await send(
      stage,
      request("POST /dev/items/7?q=1&q=2", { "x-client": "c" }, '{"a":{"b":true},"list":[1,2]}'),
    );
    const { url, headers } = seen(jsonBody(exchange));
    expect(url).to.equal("/7?q=1&q=2&all=1&all=2");
    expect(headers).to.include({
      "got-path": "7",
      "got-query": "2",
      "got-header": "c",
      "got-body": "true",
      "got-list": "2",
      "got-context": "POST",
      "got-variable": "red",
      "got-fixed": "text",
    });
  });

  it("does not follow redirects", async () => {
    const origin = await echoServer(302, { Location: "http://example.com/" });
    const stage = integrationStage({ kind: "http", proxy: true, uri: origin }, {});
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect(exchange.response.status).to.equal(302);
    expect(headerValue(exchange.response.headers, "location")).to.equal("http://example.com/");
  });

  it("is 504 where nothing listens, with API Gateway's words", async () => {
    const origin = await echoServer();
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, "close");
    }
    const stage = integrationStage({ kind: "http", proxy: true, uri: origin }, {});
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect([exchange.response.status, bodyText(exchange.response)]).to.deep.equal([
      504,
      '{"message":"Network error communicating with endpoint"}',
    ]);
    expect(exchange.trace.gatewayResponseType).to.equal("INTEGRATION_FAILURE");
  });

  it("is 504 where the server is slower than the integration timeout", async () => {
    const server = createServer(() => {});
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: `http://127.0.0.1:${port}/` },
      {},
      { integrationTimeoutMs: 30 },
    );
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect([exchange.response.status, bodyText(exchange.response)]).to.deep.equal([
      504,
      '{"message":"Endpoint request timed out"}',
    ]);
  });
});

describe("An http integration", () => {
  it("sends what its template and mappings make, and nothing else of the client's", async () => {
    const origin = await echoServer(200, { "X-Answer": "yes", "Set-Cookie": "a=1" });
    const stage = integrationStage(
      { kind: "http", proxy: false, uri: `${origin}/things` },
      {
        httpMethod: "POST",
        requestParameters: {
          "integration.request.querystring.id": "method.request.path.id",
          "integration.request.header.X-Name": "method.request.body.name",
          "integration.request.header.Absent": "method.request.header.absent",
        },
        requestTemplates: {
          "application/json": `#set($context.requestOverride.header.X-Set = "t"){"n": $input.json('$.name')}`,
        },
        responses: {
          default: {
            statusCode: "200",
            responseParameters: {
              "method.response.header.X-Mine": "integration.response.header.x-answer",
            },
          },
        },
      },
    );
    const exchange = await send(
      stage,
      request("PATCH /dev/items/7?q=1", { "X-Client": "1" }, '{"name":"Ann"}'),
    );
    const got = seen(jsonBody(exchange));
    expect(got).to.include({ method: "POST", url: "/things?id=7", body: '{"n": "Ann"}' });
    expect(got.headers).to.include({
      "x-name": "Ann",
      accept: "application/json",
      "content-type": "application/json",
      "x-set": "t",
    });
    // Recorded (LocalStack, 2024-12-11): what an http integration without mappings sends.
    expect(got.headers["user-agent"]).to.match(/^AmazonAPIGateway_\w{10}$/);
    for (const name of ["x-client", "absent", "x-forwarded-for"])
      expect(got.headers[name], name).to.equal(undefined);
    const { headers } = exchange.response;
    expect(headerValue(headers, "x-mine")).to.equal("yes");
    expect(headerValue(headers, "set-cookie")).to.equal(undefined);
    expect(headerValue(headers, "x-amzn-trace-id")).to.match(/^Root=/);
  });

  const statuses: readonly (readonly [number, number])[] = [
    [200, 200],
    [404, 404],
    [500, 502],
    [503, 502],
  ];
  for (const [answered, expected] of statuses) {
    it(`answers ${expected} where its patterns say so of ${answered} (guide, integration responses)`, async () => {
      const origin = await echoServer(answered);
      const stage = integrationStage(
        { kind: "http", proxy: false, uri: origin },
        {
          httpMethod: "GET",
          responses: {
            "404": { statusCode: "404" },
            "5\\d{2}": { statusCode: "502" },
            default: { statusCode: "200" },
          },
        },
      );
      expect((await send(stage, request("GET /dev/items/1"))).response.status).to.equal(expected);
    });
  }
});

describe("Where an HTTP integration may lead", () => {
  it("refuses a server elsewhere, and names the line to add", async () => {
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: "https://api.example.com/v1/{id}" },
      {},
    );
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect(exchange.response.status).to.equal(501);
    expect(exchange.trace.gatewayResponseType).to.equal(notEmulatedType);
    expect(bodyText(exchange.response)).to.contain("https://api.example.com");
    expect(bodyText(exchange.response)).to.contain("integrations: {");
  });

  it("asks the server the configuration names, by the host of the document", async () => {
    const origin = await echoServer();
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: "https://api.example.com/v1/things" },
      {},
      { reach: { servers: { "https://api.example.com/v1": `${origin}/stub` } } },
    );
    const got = seen(jsonBody(await send(stage, request("GET /dev/items/1?a=1"))));
    expect(got.url).to.equal("/stub/things?a=1");
    expect(got.headers.host).to.equal("api.example.com");
    const other = integrationStage(
      { kind: "http", proxy: true, uri: "https://api.example.com/v10" },
      {},
      { reach: { servers: { "https://api.example.com/v1": origin } } },
    );
    expect((await send(other, request("GET /dev/items/1"))).response.status).to.equal(501);
  });

  it("is not led elsewhere by what a client puts into the path", async () => {
    const origin = await echoServer();
    const stage = integrationStage(
      { kind: "http", proxy: true, uri: `${origin}/{id}` },
      { requestParameters: { "integration.request.path.id": "method.request.path.id" } },
    );
    const exchange = await send(stage, request("GET /dev/items/%40evil.example%3Fx%23"));
    expect(seen(jsonBody(exchange)).url).to.equal("/%40evil.example%3Fx%23");
  });

  it("calls another API of the template in this process, and no circle of them", async () => {
    const paths: string[] = [];
    const stage = integrationStage(
      {
        kind: "http",
        proxy: true,
        uri: "https://Other.execute-api.us-east-1.amazonaws.com/Prod/x",
        api: "Other",
      },
      {},
      {
        reach: {
          api: (logicalId) =>
            logicalId === "Other"
              ? async (message, connection) => {
                  paths.push(message.path);
                  const again = { ...message, path: "/dev/items/1" };
                  return (await stage.handle(again, connection)).response;
                }
              : null,
        },
      },
    );
    const exchange = await send(stage, request("GET /dev/items/1"));
    expect(paths).to.deep.equal(Array.from({ length: 8 }, () => "/Prod/x"));
    expect(exchange.response.status).to.equal(504);
    const unserved = integrationStage(
      { kind: "http", proxy: true, uri: "https://Gone.execute-api.x.amazonaws.com/", api: "Gone" },
      {},
    );
    expect(bodyText((await send(unserved, request("GET /dev/items/1"))).response)).to.contain(
      "the API Gone",
    );
  });
});
