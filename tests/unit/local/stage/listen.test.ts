import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { once } from "node:events";
import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { isObject } from "../../../../src/harness/core/json.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import type { StageServer } from "../../../../src/harness/local/stage/listen.ts";
import { testStage, type TestStageOptions } from "../../../support/stage/test-stage.ts";

const servers: StageServer[] = [];

async function start(options: TestStageOptions = {}): Promise<StageServer> {
  const server = await testStage(options).listen({ port: 0 });
  servers.push(server);
  return server;
}

/** Writes bytes as they are and gives back everything the server says until it closes. */
async function raw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

function eventOf(response: string): { readonly [key: string]: unknown } {
  const value: unknown = JSON.parse(response.slice(response.indexOf("\r\n\r\n") + 4));
  if (!isObject(value)) throw new Error(response);
  return value;
}

const close = "Connection: close\r\n\r\n";

describe("a stage that listens", () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it("gives the stage path, query, header casing and duplicates as the client wrote them", async () => {
    const { port, baseUrl } = await start();
    expect(baseUrl).to.equal(`http://127.0.0.1:${port}/dev`);
    const response = await raw(
      port,
      `GET //dev/orders/a%2fb%20c/?x=%31&x=+ HTTP/1.1\r\nHost: api.test\r\ntEsT: 1\r\ntEsT: 2\r\n${close}`,
    );
    expect(response).to.match(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(response).to.match(/\r\nx-amzn-RequestId: [0-9a-f-]{36}\r\n/u);
    const event = eventOf(response);
    expect(event).to.deep.include({
      path: "/orders/a%2fb%20c/",
      pathParameters: { orderId: "a%2fb%20c" },
      multiValueQueryStringParameters: { x: ["1", " "] },
    });
    expect(event["multiValueHeaders"]).to.deep.include({ tEsT: ["1", "2"] });
    expect(event).to.have.nested.property("requestContext.identity.sourceIp", "127.0.0.1");
    expect(event).to.have.nested.property("requestContext.domainName", "api.test");
  });

  it("reads bodies of announced length and in chunks", async () => {
    const { port } = await start();
    const head = "POST /dev/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n";
    const fixed = await raw(port, `${head}Content-Length: 5\r\n${close}`, "he", "llo");
    expect(eventOf(fixed)["body"]).to.equal("hello");
    const chunked = await raw(
      port,
      `${head}Transfer-Encoding: chunked\r\n${close}`,
      "2\r\nhe\r\n",
      "3\r\nllo\r\n0\r\n\r\n",
    );
    expect(eventOf(chunked)["body"]).to.equal("hello");
    expect(eventOf(chunked)["headers"]).not.to.have.property("Transfer-Encoding");
  });

  it("sends several header lines of one name", async () => {
    const { port } = await start({
      functions: { Fn: () => ({ multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }) },
    });
    const response = await raw(port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
    expect(response).to.contain("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n");
    expect(response.match(/\r\nDate: /gu)).to.have.lengthOf(1);
  });

  it("answers HEAD with the length and without the body", async () => {
    const { port } = await start({ functions: { Fn: () => ({ body: "hello" }) } });
    const response = await raw(port, `HEAD /dev/files/x HTTP/1.1\r\nHost: a\r\n${close}`);
    expect(response).to.contain("\r\nContent-Length: 5\r\n");
    expect(response.endsWith("\r\n\r\n")).to.equal(true);
  });

  it("keeps connections alive", async () => {
    const { port } = await start({ functions: { Fn: () => ({ body: "x" }) } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let count = 0; count < 3; count += 1) {
      const call = httpRequest({ port, agent, host: "127.0.0.1", path: "/dev/orders/1" });
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        call.once("response", resolve);
        call.once("error", reject);
      });
      call.end();
      const response = await answered;
      ports.add(response.socket.localPort);
      response.resume();
      await once(response, "end");
    }
    agent.destroy();
    expect(ports.size).to.equal(1);
  });

  // In reports.
  it("answers 413 to a body over 10 MB, announced or in chunks", async () => {
    const { port } = await start();
    const head = "POST /dev/orders HTTP/1.1\r\nHost: a\r\n";
    const large = Buffer.alloc(10_485_761, 97);
    const fixed = await raw(port, `${head}Content-Length: ${large.length}\r\n\r\n`, large);
    expect(fixed).to.match(/^HTTP\/1\.1 413 /u);
    expect(fixed).to.contain("HTTP content length exceeded 10485760 bytes.");
    const chunked = await raw(
      port,
      `${head}Transfer-Encoding: chunked\r\n\r\n${large.length.toString(16)}\r\n`,
      large,
      "\r\n0\r\n\r\n",
    );
    expect(chunked).to.match(/^HTTP\/1\.1 413 /u);
  });

  it("lives on when clients leave in the middle of a request or before the answer", async () => {
    const entered = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const { port } = await start({
      functions: {
        Fn: async () => {
          entered.resolve(undefined);
          await release.promise;
          return { body: "late" };
        },
      },
    });
    const half = connect(port, "127.0.0.1");
    half.write("POST /dev/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
    await once(half, "connect");
    half.destroy();
    const gone = connect(port, "127.0.0.1");
    gone.write("GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    await entered.promise;
    gone.destroy();
    release.resolve(undefined);
    const response = await raw(port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
    expect(response).to.match(/^HTTP\/1\.1 200 /u);
  });

  it("answers 500 and lives on when a hook throws", async () => {
    const { port } = await start({
      onExchange: () => {
        throw new Error("disk full");
      },
    });
    for (let count = 0; count < 2; count += 1) {
      const response = await raw(port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
      expect(response).to.match(/^HTTP\/1\.1 500 Internal Server Error\r\n/u);
      expect(response).to.contain("disk full");
    }
  });

  it("lets requests under way finish when it closes, and takes no new ones", async () => {
    const entered = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const server = await testStage({
      functions: {
        Fn: async () => {
          entered.resolve(undefined);
          await release.promise;
          return { body: "finished" };
        },
      },
    }).listen({ port: 0 });
    const answered = raw(server.port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
    await entered.promise;
    const closed = server.close();
    const refused = connect(server.port, "127.0.0.1");
    const [error] = await once(refused, "error").catch((cause: unknown) => [cause]);
    expect(String(error)).to.contain("ECONNREFUSED");
    release.resolve(undefined);
    expect(await answered).to.contain("finished");
    await closed;
  });

  it("closes at once over idle connections", async () => {
    const server = await testStage().listen({ port: 0 });
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    idle.write("GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(idle, "data");
    await server.close();
    idle.destroy();
  });

  // Browsers open connections ahead; Node.js would wait for their first request.
  it("closes at once over connections without a request, and with one that is not whole", async () => {
    const server = await testStage().listen({ port: 0 });
    const unused = connect(server.port, "127.0.0.1");
    const begun = connect(server.port, "127.0.0.1");
    await Promise.all([once(unused, "connect"), once(begun, "connect")]);
    begun.write("GET /dev/orders/1 HTTP/1.1\r\nHost:");
    // Answered on a third connection: by then the server knows of the two.
    await raw(server.port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
    const ended = Promise.all([once(unused, "close"), once(begun, "close")]);
    await server.close(60_000);
    await ended;
  });

  it("breaks off what is under way when it is told to", async () => {
    const entered = Promise.withResolvers<undefined>();
    const never = Promise.withResolvers<undefined>();
    const server = await testStage({
      functions: {
        Fn: async () => {
          entered.resolve(undefined);
          await never.promise;
          return {};
        },
      },
    }).listen({ port: 0 });
    const answered = raw(server.port, `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n${close}`);
    await entered.promise;
    const closed = server.close(60_000);
    server.cut();
    expect(await answered).to.equal("");
    await closed;
    never.resolve(undefined);
  });

  it("names who holds a port that is taken", async () => {
    const { port } = await start();
    const error: unknown = await testStage()
      .listen({ port })
      .catch((cause: unknown) => cause);
    if (!LockstepError.is(error)) throw new Error(String(error));
    expect(error.code).to.equal("stage/port-in-use");
    expect(error.exitCode).to.equal(3);
    expect(error.message).to.contain(`Port ${port} is taken`);
    if (process.platform === "linux") expect(error.message).to.contain(`process ${process.pid} (`);
    expect(error.hint).to.contain("--port");
  });

  it("listens on loopback only", async () => {
    const error: unknown = await testStage()
      .listen({ port: 0, host: "0.0.0.0" })
      .catch((cause: unknown) => cause);
    expect(LockstepError.is(error) && error.code).to.equal("stage/host-not-loopback");
    const exposed = await testStage().listen({ port: 0, host: "0.0.0.0", exposed: true });
    servers.push(exposed);
    expect(exposed.baseUrl).to.equal(`http://0.0.0.0:${exposed.port}/dev`);
  });
});
