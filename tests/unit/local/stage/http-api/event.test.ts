import { connect } from "node:net";
import { once } from "node:events";
import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { isObject } from "../../../../../src/harness/core/json.ts";
import type { StageServer } from "../../../../../src/harness/local/stage/listen.ts";
import { validateEvent } from "../../../../../src/harness/model/events/validate-event.ts";
import { eventOf, httpStage } from "../../../../support/stage/http-stage.ts";
import { request, send, type TestStageOptions } from "../../../../support/stage/test-stage.ts";

const servers: StageServer[] = [];

/** Writes bytes to a stage as they are and gives back the event its function got. */
async function eventOfBytes(
  options: TestStageOptions,
  text: string | Buffer,
): Promise<{ readonly [key: string]: unknown }> {
  const server = await httpStage(options).listen({ port: 0 });
  servers.push(server);
  const socket = connect(server.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.write(text);
  await once(socket, "close");
  const answer = Buffer.concat(chunks).toString("utf8");
  const value: unknown = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));
  if (!isObject(value)) throw new Error(answer);
  return value;
}

describe("the event of an HTTP API's stage, over a socket", () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  // Recorded header names, joining and cookies.
  it("of format 2.0 has lower-case names, joined duplicates and cookies apart", async () => {
    const event = await eventOfBytes(
      {},
      "GET /orders/a%20b?a=1&a=2&e=&plus=x+y HTTP/1.1\r\nHost: api.test\r\nX-Twice: first\r\nx-TWICE: second\r\nCookie: a=1; b=2\r\nCookie: c=3\r\nConnection: close\r\n\r\n",
    );
    expect(event).to.deep.include({
      version: "2.0",
      routeKey: "GET /orders/{orderId}",
      rawPath: "/orders/a b",
      rawQueryString: "a=1&a=2&e=&plus=x+y",
      cookies: ["a=1", "b=2", "c=3"],
      queryStringParameters: { a: "1,2", e: "", plus: "x y" },
      pathParameters: { orderId: "a b" },
      isBase64Encoded: false,
    });
    const { headers } = event;
    expect(headers).to.deep.include({
      host: "api.test",
      "x-twice": "first,second",
      "content-length": "0",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
    });
    expect(headers).to.not.have.any.keys("cookie", "connection", "X-Twice");
    expect(event).to.not.have.any.keys("body", "stageVariables", "multiValueHeaders");
  });

  it("of format 1.0 keeps the cookie header, the last value and all values", async () => {
    const operations = [
      { method: "GET", path: "/x/{id}", integration: { payloadFormatVersion: "1.0" } },
    ] as const;
    const event = await eventOfBytes(
      { stageName: "dev", api: { operations } },
      "GET /dev/x/a%2Fb?a=1&a=2 HTTP/1.1\r\nHost: api.test\r\nX-Twice: 1\r\nx-twice: 2\r\nCookie: a=1; b=2\r\nConnection: close\r\n\r\n",
    );
    expect(event).to.deep.include({
      version: "1.0",
      resource: "/x/{id}",
      path: "/dev/x/a/b",
      httpMethod: "GET",
      queryStringParameters: { a: "2" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
      pathParameters: { id: "a/b" },
      stageVariables: null,
      body: null,
    });
    expect(event["headers"]).to.deep.include({ "x-twice": "2", cookie: "a=1; b=2" });
    expect(event["multiValueHeaders"]).to.deep.include({ "x-twice": ["1", "2"] });
  });

  it("has the length of a body that came in chunks", async () => {
    const event = await eventOfBytes(
      {},
      "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\n{}{}\r\n0\r\n\r\n",
    );
    expect(event).to.deep.include({ body: "{}{}", isBase64Encoded: false });
    expect(event["headers"]).to.deep.include({ "content-length": "4" });
    expect(event["headers"]).to.not.have.property("transfer-encoding");
  });

  it("listens without a prefix on $default, with it on a named stage", async () => {
    for (const [stageName, suffix] of [
      ["$default", ""],
      ["dev", "/dev"],
    ] as const) {
      const server = await httpStage({ stageName }).listen({ port: 0 });
      servers.push(server);
      expect(server.baseUrl).to.equal(`http://127.0.0.1:${server.port}${suffix}`);
    }
  });
});

describe("the body in the event of an HTTP API", () => {
  // By content type alone [the list is recalled].
  const types = [
    ["application/json", false],
    ["application/json; charset=utf-8", false],
    ["application/problem+json", false],
    ["image/svg+xml", false],
    ["text/csv", false],
    ["application/javascript", false],
    ["application/x-www-form-urlencoded", true],
    ["application/octet-stream", true],
    ["image/png", true],
    [undefined, true],
  ] as const;
  for (const [type, isBase64Encoded] of types) {
    it(`is ${isBase64Encoded ? "base64" : "text"} for ${type ?? "no content type"}`, async () => {
      const headers = type === undefined ? {} : { "Content-Type": type };
      const event = eventOf(await send(httpStage(), request("POST /orders", headers, "a=ü")));
      expect(event["isBase64Encoded"]).to.equal(isBase64Encoded);
      expect(event["body"]).to.equal(isBase64Encoded ? "YT3DvA==" : "a=ü");
    });
  }

  it("is not there when it is empty", async () => {
    const headers = { "Content-Type": "image/png" };
    const event = eventOf(await send(httpStage(), request("POST /orders", headers, "")));
    expect(event).to.not.have.property("body");
    expect(event["isBase64Encoded"]).to.equal(false);
  });
});

describe("events of an HTTP API", () => {
  for (const payloadFormatVersion of ["2.0", "1.0"]) {
    it(`of format ${payloadFormatVersion} fit their own schema`, async () => {
      const stage = httpStage({
        stageVariables: { table: "orders" },
        api: {
          operations: [
            { method: "ANY", path: "/$default", integration: { payloadFormatVersion } },
            { method: "POST", path: "/x/{id}", integration: { payloadFormatVersion } },
          ],
        },
      });
      const messages = [
        request("GET /any%zz?x"),
        request("POST /x/1?a=1", { Cookie: "a=1", "Content-Type": "image/png" }, "abc"),
      ];
      for (const message of messages) {
        const event = eventOf(await send(stage, message));
        const text = JSON.stringify(event);
        expect(validateEvent({ file: "event.json", text })).to.deep.equal([]);
      }
    });
  }
});
