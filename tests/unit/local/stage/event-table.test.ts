import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { isObject } from "../../../../src/harness/core/json.ts";
import type { StageServer } from "../../../../src/harness/local/stage/listen.ts";
import { sendRaw } from "../../../support/stage/raw-client.ts";
import { testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

type Event = { readonly [key: string]: unknown };

// The resources of the recordings: a greedy root, a static resource beside it, orders.
const operations: readonly OperationSketch[] = [
  { method: "ANY", path: "/{proxy+}" },
  { method: "GET", path: "/hardcoded" },
  { method: "GET", path: "/" },
  { method: "GET", path: "/orders/{orderId}", operationId: "getOrder" },
  { method: "POST", path: "/orders" },
];

let events: Event[] = [];
const Fn = (event: unknown): unknown => {
  if (isObject(event)) events.push(event);
  return {};
};

describe("the event of a REST API, over a socket", () => {
  let server: StageServer;
  before(async () => {
    const api = { operations, binaryMediaTypes: ["image/png"] };
    server = await testStage({ api, functions: { Fn } }).listen({ port: 0 });
  });
  after(() => server.close());
  beforeEach(() => {
    events = [];
  });

  async function eventOf(line: string, lines: readonly string[] = [], body = ""): Promise<Event> {
    const head = [`${line} HTTP/1.1`, "Host: api.test", "Connection: close", ...lines];
    await sendRaw(server.port, `${head.join("\r\n")}\r\n\r\n${body}`);
    const [event] = events;
    if (event === undefined) throw new Error(`no event of ${line}`);
    return event;
  }

  // Recorded: path, pathParameters.proxy, requestContext.path
  const paths = [
    ["/dev/proxy-value", "/proxy-value", "proxy-value", "/dev/proxy-value"],
    ["/dev/proxy-value/", "/proxy-value/", "proxy-value", "/dev/proxy-value/"],
    [
      "/dev/proxy-value//double-slash",
      "/proxy-value//double-slash",
      "proxy-value//double-slash",
      "/dev/proxy-value//double-slash",
    ],
    ["//dev/proxy-value", "/proxy-value", "proxy-value", "/dev/proxy-value"],
    ["/dev//proxy-value", "/proxy-value", "proxy-value", "/dev//proxy-value"],
    ["/dev//hardcoded", "/hardcoded", null, "/dev//hardcoded"],
    [
      "/dev/test%2Balias@gmail.com/plus/test+alias@gmail.com",
      "/test%2Balias@gmail.com/plus/test+alias@gmail.com",
      "test%2Balias@gmail.com/plus/test+alias@gmail.com",
      "/dev/test%2Balias@gmail.com/plus/test+alias@gmail.com",
    ],
    [
      "/dev/capture/space%20value",
      "/capture/space%20value",
      "capture/space%20value",
      "/dev/capture/space%20value",
    ],
    // assumed: an encoded slash separates nothing, malformed escapes stay.
    ["/dev/a%2Fb", "/a%2Fb", "a%2Fb", "/dev/a%2Fb"],
    ["/dev/a%2fb%zz%", "/a%2fb%zz%", "a%2fb%zz%", "/dev/a%2fb%zz%"],
    ["/dev/a;b=c:d,e", "/a;b=c:d,e", "a;b=c:d,e", "/dev/a;b=c:d,e"],
    ["/dev/a/../b/./c", "/a/../b/./c", "a/../b/./c", "/dev/a/../b/./c"],
  ] as const;
  for (const [target, path, proxy, contextPath] of paths) {
    it(`reads the path ${target}`, async () => {
      const event = await eventOf(`GET ${target}`);
      expect(event["path"]).to.equal(path);
      expect(event["pathParameters"]).to.deep.equal(proxy === null ? null : { proxy });
      expect(event).to.have.nested.property("requestContext.path", contextPath);
    });
  }

  it("takes a target in absolute form for its path", async () => {
    expect((await eventOf("GET http://api.test/dev/x?a=1"))["path"]).to.equal("/x");
  });

  // Recorded, guide for `;`, assumed for a name alone and a bare `?`
  const queries: readonly (readonly [
    query: string,
    single: object | null,
    multi: object | null,
  ])[] = [
    ["", null, null],
    ["?", null, null],
    ["?a=1&a=2", { a: "2" }, { a: ["1", "2"] }],
    ["?plus=test+alias", { plus: "test alias" }, { plus: ["test alias"] }],
    ["?email=test%2Balias@x", { email: "test+alias@x" }, { email: ["test+alias@x"] }],
    [
      "?at=2024-01-01T18:05:10.1+00:00",
      { at: "2024-01-01T18:05:10.1 00:00" },
      { at: ["2024-01-01T18:05:10.1 00:00"] },
    ],
    ["?empty=", { empty: "" }, { empty: [""] }],
    [
      "?redirect=https%3A%2F%2Fe.com%2Fa",
      { redirect: "https://e.com/a" },
      { redirect: ["https://e.com/a"] },
    ],
    ["?flag", { flag: "" }, { flag: [""] }],
    ["?a=1;b=2", { a: "1", b: "2" }, { a: ["1"], b: ["2"] }],
    ["?a=1&a=2&b=", { a: "2", b: "" }, { a: ["1", "2"], b: [""] }],
    ["?A=1&a=2", { A: "1", a: "2" }, { A: ["1"], a: ["2"] }],
    ["?n%61me=1&list[]=2", { name: "1", "list[]": "2" }, { name: ["1"], "list[]": ["2"] }],
    ["?__proto__=1", JSON.parse('{"__proto__":"1"}'), JSON.parse('{"__proto__":["1"]}')],
    ["?a=%C3%A9", { a: "é" }, { a: ["é"] }],
    ["?a=b=c?d", { a: "b=c?d" }, { a: ["b=c?d"] }],
  ];
  for (const [query, single, multi] of queries) {
    it(`reads the query "${query}"`, async () => {
      const event = await eventOf(`GET /dev/x${query}`);
      expect(JSON.stringify(event["queryStringParameters"])).to.equal(JSON.stringify(single));
      expect(JSON.stringify(event["multiValueQueryStringParameters"])).to.equal(
        JSON.stringify(multi),
      );
    });
  }

  // Guide: a raw pipe character is not supported
  it("refuses a raw | in the query, and takes an encoded one", async () => {
    const close = "HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    expect(await sendRaw(server.port, `GET /dev/x?a=b|c ${close}`)).to.match(/^HTTP\/1\.1 400 /u);
    expect(events).to.deep.equal([]);
    expect((await eventOf("GET /dev/x?a=b%7Cc"))["queryStringParameters"]).to.deep.equal({
      a: "b|c",
    });
  });

  // Recorded key sets; empty is null, never absent.
  it("has all keys of the recording, null for what is empty, and no version", async () => {
    const event = await eventOf("GET /dev/hardcoded");
    expect(event).to.include({ resource: "/hardcoded", httpMethod: "GET", isBase64Encoded: false });
    for (const name of [
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "pathParameters",
      "stageVariables",
      "body",
    ]) {
      expect(event).to.have.property(name, null);
    }
    expect(event).not.to.have.property("version");
    const context = event["requestContext"];
    if (!isObject(context)) throw new Error("no request context");
    expect(Object.keys(context).sort()).to.deep.equal(
      (
        "accountId apiId deploymentId domainName domainPrefix extendedRequestId httpMethod identity " +
        "path protocol requestId requestTime requestTimeEpoch resourceId resourcePath stage"
      ).split(" "),
    );
    const { identity } = context;
    if (!isObject(identity)) throw new Error("no identity");
    expect(Object.keys(identity).sort()).to.deep.equal(
      (
        "accessKey accountId caller cognitoAuthenticationProvider cognitoAuthenticationType " +
        "cognitoIdentityId cognitoIdentityPoolId principalOrgId sourceIp user userAgent userArn"
      ).split(" "),
    );
  });

  const formats = [
    ["accountId", /^\d{12}$/u],
    ["apiId", /^[a-z0-9]{10}$/u],
    ["deploymentId", /^[a-z0-9]{6}$/u],
    ["resourceId", /^[a-z0-9]{6}$/u],
    ["domainName", /^api\.test$/u],
    ["domainPrefix", /^api$/u],
    ["extendedRequestId", /^[A-Za-z0-9+/]{15}=$/u],
    ["requestId", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u],
    ["requestTime", /^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/u],
    ["protocol", /^HTTP\/1\.1$/u],
    ["stage", /^dev$/u],
    ["resourcePath", /^\/orders\/\{orderId\}$/u],
    ["operationName", /^getOrder$/u],
    ["httpMethod", /^GET$/u],
  ] as const;
  for (const [name, pattern] of formats) {
    it(`writes requestContext.${name} as the service does`, async () => {
      const { requestContext: context } = await eventOf("GET /dev/orders/1");
      expect(isObject(context) ? context[name] : undefined).to.match(pattern);
    });
  }

  it("gives two requests ids and times of their own, the time in milliseconds", async () => {
    await eventOf("GET /dev/orders/1");
    await eventOf("GET /dev/orders/1");
    const [first, second] = events.map(({ requestContext }) => requestContext);
    if (!isObject(first) || !isObject(second)) throw new Error("no request context");
    expect(first["requestId"]).not.to.equal(second["requestId"]);
    expect(Number(second["requestTimeEpoch"])).to.be.at.least(Number(first["requestTimeEpoch"]));
    expect(Math.abs(Date.now() - Number(first["requestTimeEpoch"]))).to.be.lessThan(600_000);
  });

  it("has the Host header with its port as the domain's name, and a default without one", async () => {
    const domainOf = async (head: string): Promise<unknown> => {
      events = [];
      await sendRaw(server.port, `GET /dev/x ${head}\r\nConnection: close\r\n\r\n`);
      const context = events[0]?.["requestContext"];
      return isObject(context) ? [context["domainName"], context["domainPrefix"]] : events;
    };
    expect(await domainOf("HTTP/1.1\r\nHost: api.test:3000")).to.deep.equal([
      "api.test:3000",
      "api",
    ]);
    const [name] = [await domainOf("HTTP/1.0")].flat();
    expect(name).to.match(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/u);
  });

  it("has the same ids of account, API, deployment and resource on every run", async () => {
    const idsOf = async (): Promise<unknown> => {
      events = [];
      const stage = testStage({ api: { operations }, functions: { Fn } });
      const message = { method: "GET", path: "/dev/orders/1", query: "", headers: [], body: null };
      await stage.handle(message, { sourceIp: "192.0.2.1" });
      const context = events[0]?.["requestContext"];
      if (!isObject(context)) throw new Error("no request context");
      const { accountId, apiId, deploymentId, resourceId } = context;
      return [accountId, apiId, deploymentId, resourceId];
    };
    const first = await idsOf();
    expect(first).to.deep.equal(await idsOf());
    expect(first).to.be.an("array").that.does.not.include(undefined);
  });

  // assumed
  it("has one entry for a header in two casings, under the first", async () => {
    const event = await eventOf("GET /dev/x", ["X-A: 1", "x-a: 2"]);
    expect(event).to.have.nested.property("headers.X-A", "2");
    expect(event).to.have.deep.nested.property("multiValueHeaders.X-A", ["1", "2"]);
    expect(event).not.to.have.nested.property("headers.x-a");
  });

  // guide: credentials go on, a signature does not
  it("has credentials in Authorization, and no signature", async () => {
    const token = await eventOf("GET /dev/x", ["Authorization: Bearer t"]);
    expect(token).to.have.nested.property("headers.Authorization", "Bearer t");
    events = [];
    const signed = await eventOf("GET /dev/x", [
      "Authorization: AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b",
    ]);
    expect(signed).not.to.have.nested.property("headers.Authorization");
    expect(signed).not.to.have.nested.property("multiValueHeaders.Authorization");
  });

  // Recorded.
  it("keeps the client's casing but for the names the gateway writes itself", async () => {
    const event = await eventOf("GET /dev/x", [
      "accept: a/b",
      "tEsT-HEADeR: 1",
      "user-agent: curl",
      "x-forwarded-for: 192.0.2.1",
      "x-forwarded-port: 1",
      "x-forwarded-proto: ftp",
      "x-amzn-trace-id: Root=1-5759e988-bd862e3fe1be46a994272793;Self=x",
      "cookie: a=1; b=2",
    ]);
    expect(event["headers"]).to.deep.equal({
      Host: "api.test",
      accept: "a/b",
      "tEsT-HEADeR": "1",
      "User-Agent": "curl",
      cookie: "a=1; b=2",
      "X-Amzn-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793",
      "X-Forwarded-For": "192.0.2.1, 127.0.0.1",
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    });
    expect(event).not.to.have.property("cookies");
    expect(event).to.have.nested.property("requestContext.identity.userAgent", "curl");
    expect(event).to.have.nested.property("requestContext.identity.sourceIp", "127.0.0.1");
  });

  it("has a trace of its own where the client sent none", async () => {
    const { headers } = await eventOf("GET /dev/x");
    expect(isObject(headers) ? headers["X-Amzn-Trace-Id"] : "").to.match(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/u,
    );
  });

  it("gives the last of repeated headers alone, and all of them in order", async () => {
    const event = await eventOf("GET /dev/x", ["X-A: 1", "X-A: 2", "X-A: 1"]);
    expect(event).to.have.nested.property("headers.X-A", "1");
    expect(event).to.have.deep.nested.property("multiValueHeaders.X-A", ["1", "2", "1"]);
  });

  it("has neither Content-Length nor Connection of a request with a body", async () => {
    const event = await eventOf("POST /dev/orders", ["Content-Length: 2"], "{}");
    expect(event).to.include({ body: "{}", isBase64Encoded: false, httpMethod: "POST" });
    expect(JSON.stringify(event["headers"])).not.to.match(/content-length|connection/iu);
  });

  // Guide: the client may choose the request id, a UUID only.
  it("takes a request id from the client, and replaces what is no UUID", async () => {
    const own = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    const taken = await eventOf("GET /dev/x", [`x-amzn-requestid: ${own}`]);
    expect(taken).to.have.nested.property("requestContext.requestId", own);
    events = [];
    const replaced = await eventOf("GET /dev/x", ["x-amzn-requestid: mine"]);
    expect(replaced).to.have.nested.property(
      "requestContext.requestId",
      "UUID_REPLACED_INVALID_REQUEST_ID",
    );
  });

  it("is of the method the client sent, also on an any-method", async () => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]) {
      events = [];
      expect((await eventOf(`${method} /dev/x`))["httpMethod"]).to.equal(method);
    }
  });

  it("has the text of a body as UTF-8, and no body for an empty one", async () => {
    const body = Buffer.from("hé€").toString("latin1");
    const head = `POST /dev/orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    await sendRaw(server.port, Buffer.from(head + body, "latin1"));
    expect(events[0]).to.include({ body: "hé€", isBase64Encoded: false });
    events = [];
    expect(await eventOf("POST /dev/orders", ["Content-Length: 0"])).to.include({
      body: null,
      isBase64Encoded: false,
    });
  });
});

describe("bodies of a REST API that may be binary", () => {
  // Guide: by the content type alone; `*/*` covers all; assumed: sub-type wildcards.
  const bodies = [
    [["image/png"], "image/png", "x", true],
    [["image/png"], "image/png; charset=utf-8", "x", true],
    [["image/png"], "IMAGE/PNG", "x", true],
    [["image/png"], "image/jpeg", "x", false],
    [["image/png"], null, "x", false],
    [[], "application/octet-stream", "x", false],
    [["*/*"], "application/json", "{}", true],
    [["*/*"], null, "x", true],
    [["*/*"], "text/plain", "", true],
    [["*/*"], null, "", false],
    [["image/*"], "image/gif", "x", true],
    [["image~1png"], "image/png", "x", true],
    [["IMAGE/png"], "image/png", "x", true],
  ] as const;
  for (const [binaryMediaTypes, contentType, body, isBase64Encoded] of bodies) {
    const what = `${contentType ?? "no type"} with "${body}" under [${binaryMediaTypes.join()}]`;
    it(`are ${isBase64Encoded ? "base64" : "text"}: ${what}`, async () => {
      events = [];
      const stage = testStage({ api: { binaryMediaTypes }, functions: { Fn } });
      await stage.handle(
        {
          method: "POST",
          path: "/dev/orders",
          query: "",
          headers: contentType === null ? [] : [["Content-Type", contentType]],
          body: Buffer.from(body),
        },
        { sourceIp: "192.0.2.1" },
      );
      const text = isBase64Encoded ? Buffer.from(body).toString("base64") : body;
      expect(events[0]).to.include({ isBase64Encoded, body: body === "" ? null : text });
    });
  }
});
