import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect } from "chai";
import { afterEach, describe, it } from "mocha";
import { isObject } from "../../../../src/harness/core/json.ts";
import type { ConnectionLimits, StageServer } from "../../../../src/harness/local/stage/listen.ts";
import type { TableFunction } from "../../../support/stage/function-table.ts";
import { connectRaw, exactly, readResponse, sendRaw } from "../../../support/stage/raw-client.ts";
import { testStage } from "../../../support/stage/test-stage.ts";

const servers: StageServer[] = [];

async function start(Fn: TableFunction, limits: Partial<ConnectionLimits> = {}): Promise<number> {
  const server = await testStage({ functions: { Fn } }).listen({ port: 0, limits });
  servers.push(server);
  return server.port;
}

function member(event: unknown, name: string): unknown {
  return isObject(event) ? event[name] : undefined;
}

const post = "POST /dev/orders HTTP/1.1\r\nHost: a\r\n";
const smuggled = "GET /dev/orders/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

describe("HTTP that can be read in more than one way", () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  // RFC 9112 3.2, 5, 6, 7.1: each is 400, the connection is closed, and nothing after it is a request.
  const forms: readonly (readonly [what: string, bytes: string])[] = [
    [
      "Content-Length and Transfer-Encoding",
      `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "Transfer-Encoding and Content-Length",
      `${post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "two lengths that differ",
      `${post}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
    ],
    ["two equal lengths", `${post}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx${smuggled}`],
    ["a list of lengths", `${post}Content-Length: 1, 1\r\n\r\nx${smuggled}`],
    ["a signed length", `${post}Content-Length: +1\r\n\r\nx${smuggled}`],
    ["a hexadecimal length", `${post}Content-Length: 0x1\r\n\r\nx${smuggled}`],
    ["a negative length", `${post}Content-Length: -1\r\n\r\n${smuggled}`],
    ["a length too large to count", `${post}Content-Length: 99999999999999999999\r\n\r\n`],
    ["an unknown transfer coding", `${post}Transfer-Encoding: xchunked\r\n\r\n${smuggled}`],
    [
      "chunked that is not last",
      `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "two transfer codings in two lines",
      `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    ["a blank before the colon", `${post}Content-Length : 1\r\n\r\nx${smuggled}`],
    ["a folded header", `${post}X-A: 1\r\n Content-Length: 1\r\n\r\nx${smuggled}`],
    ["lines that end with LF alone", `GET /dev/orders/1 HTTP/1.1\nHost: a\n\n${smuggled}`],
    ["a CR alone in a header", `${post}X-A: 1\rContent-Length: 1\r\n\r\nx${smuggled}`],
    ["a NUL in a header", `${post}X-A: 1\0\r\n\r\n${smuggled}`],
    ["a header name with a blank", `${post}X A: 1\r\n\r\n${smuggled}`],
    ["a header without a name", `${post}: 1\r\n\r\n${smuggled}`],
    ["a header without a colon", `${post}X-A\r\n\r\n${smuggled}`],
    ["no host", `GET /dev/orders/1 HTTP/1.1\r\n\r\n${smuggled}`],
    ["two hosts", `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n${smuggled}`],
    [
      "a chunk size that is none",
      `${post}Transfer-Encoding: chunked\r\n\r\nx\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "a negative chunk size",
      `${post}Transfer-Encoding: chunked\r\n\r\n-1\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "a chunk longer than its size",
      `${post}Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n${smuggled}`,
    ],
    [
      "a chunk that ends with LF alone",
      `${post}Transfer-Encoding: chunked\r\n\r\n1\nx\n0\n\n${smuggled}`,
    ],
    ["a blank in the path", `GET /dev/orders/1 2 HTTP/1.1\r\nHost: a\r\n\r\n${smuggled}`],
    ["a method that is none", `G@T /dev/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n${smuggled}`],
    ["HTTP/2 without an upgrade", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["what is no HTTP", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"],
  ];
  for (const [what, bytes] of forms) {
    it(`is refused: ${what}`, async () => {
      let calls = 0;
      const port = await start(() => {
        calls += 1;
        return {};
      });
      const answer = await sendRaw(port, Buffer.from(bytes, "latin1"));
      expect(answer).to.match(/^HTTP\/1\.1 400 Bad Request\r\n/u);
      const { headers, body } = readResponse(answer);
      expect(headers).to.deep.include(["Connection", "close"]);
      expect(body).to.equal('{"message":"Bad Request"}');
      expect(calls).to.equal(0);
    });
  }

  it("answers the request before it and nothing of what follows", async () => {
    const seen: unknown[] = [];
    const port = await start((event) => {
      seen.push(member(event, "path"));
      return { body: "first" };
    });
    const answer = await sendRaw(
      port,
      `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n`,
      `${post}Content-Length: 1\r\nContent-Length: 2\r\n\r\nx${smuggled}`,
    );
    expect(seen).to.deep.equal(["/orders/1"]);
    expect(answer.match(/HTTP\/1\.1 200/gu) ?? []).to.have.length.at.most(1);
    expect(answer).not.to.contain("smuggled");
  });

  it("gives a request of HTTP/0.9 no answer and no function", async () => {
    let calls = 0;
    const port = await start(() => {
      calls += 1;
      return {};
    });
    const answer = await sendRaw(port, `GET /dev/orders/1\r\n\r\n${smuggled}`);
    expect(answer).not.to.contain(" 200 ");
    expect(calls).to.equal(0);
  });

  it("answers requests that come in one packet in their order", async () => {
    const turn = Promise.withResolvers<undefined>();
    const port = await start(async (event) => {
      const path = String(member(event, "path"));
      if (path === "/orders/1") await turn.promise;
      else turn.resolve(undefined);
      return { body: path };
    });
    const answer = await sendRaw(
      port,
      `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /dev/orders/2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    const bodies = [...answer.matchAll(/\r\n\r\n(\/orders\/\d)/gu)].map(([, path]) => path);
    expect(bodies).to.deep.equal(["/orders/1", "/orders/2"]);
  });
});

describe("the connection of a stage", () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  // Keep-alive, and no Keep-Alive header
  const connections = [
    ["HTTP/1.1", "", "keep-alive"],
    ["HTTP/1.1", "Connection: close\r\n", "close"],
    ["HTTP/1.0", "", "close"],
    ["HTTP/1.0", "Connection: keep-alive\r\n", "keep-alive"],
  ] as const;
  for (const [version, header, expected] of connections) {
    it(`answers Connection: ${expected} to ${version} with "${header.trim()}"`, async () => {
      const port = await start(() => ({ body: "x" }));
      const client = connectRaw(port, `GET /dev/orders/1 ${version}\r\nHost: a\r\n${header}\r\n`);
      const response = readResponse(await client.until((text) => text.endsWith("\r\n\r\nx")));
      expect(exactly(response, "Connection")).to.deep.equal([expected]);
      expect(response.headers.map(([name]) => name)).not.to.include("Keep-Alive");
      client.socket.destroy();
    });
  }

  it("takes an upgrade for an ordinary request, whose function does not see it", async () => {
    const port = await start((event) => ({ body: JSON.stringify(member(event, "headers")) }));
    const answer = await sendRaw(
      port,
      "GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
    );
    expect(answer).to.match(/^HTTP\/1\.1 200 OK/u);
    expect(readResponse(answer).body).not.to.contain("websocket");
  });

  it("opens no tunnel", async () => {
    let calls = 0;
    const port = await start(() => {
      calls += 1;
      return {};
    });
    const answer = await sendRaw(port, "CONNECT example.com:80 HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(answer).not.to.contain(" 200 ");
    expect(calls).to.equal(0);
  });

  it("keeps what a request without leave to continue announces off the wire", async () => {
    const port = await start((event) => ({ body: String(member(event, "body")) }));
    const large = await sendRaw(
      port,
      `${post}Content-Length: 10485761\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect(large).to.match(/^HTTP\/1\.1 413 /u);
    expect(large).not.to.contain("100 Continue");
    const client = connectRaw(
      port,
      `${post}Content-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n`,
    );
    await client.until((text) => text === "HTTP/1.1 100 Continue\r\n\r\n");
    client.socket.write("ok");
    expect(await client.all).to.match(/HTTP\/1\.1 200 OK[\s\S]*\r\n\r\nok$/u);
  });

  it("answers 417 to an expectation it does not know, and calls no function", async () => {
    let calls = 0;
    const port = await start(() => {
      calls += 1;
      return { body: "x" };
    });
    const answer = await sendRaw(
      port,
      `${post}Content-Length: 2\r\nExpect: magic\r\nConnection: close\r\n\r\nok`,
    );
    expect(answer).to.match(/^HTTP\/1\.1 417 /u);
    expect(calls).to.equal(0);
  });

  it("answers HTTP/1.0 without a host, and does not send it chunks", async () => {
    const port = await start((event) => ({ body: String(member(event, "path")) }));
    const answer = readResponse(await sendRaw(port, "GET /dev/orders/1 HTTP/1.0\r\n\r\n"));
    expect(answer.statusLine).to.match(/ 200 OK$/u);
    expect(exactly(answer, "Transfer-Encoding")).to.deep.equal([]);
    expect(answer.body).to.equal("/orders/1");
  });

  it("takes path and host of a target that names both", async () => {
    const port = await start((event) => {
      const headers = member(event, "headers");
      return { body: `${String(member(event, "path"))} ${String(member(headers, "Host"))}` };
    });
    const answer = await sendRaw(
      port,
      "GET http://api.test:80/dev/orders/1?a=1 HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n",
    );
    expect(answer).to.match(/\r\n\r\n\/orders\/1 api\.test:80$/u);
  });

  it("answers 403 to OPTIONS *, which is no route", async () => {
    const port = await start(() => ({ body: "x" }));
    const answer = await sendRaw(
      port,
      "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(answer).to.match(/^HTTP\/1\.1 403 /u);
  });

  it("keeps a connection for 10 000 requests, and answers each", async function () {
    this.timeout(60_000);
    const port = await start((event) => ({ body: `<${String(member(event, "path"))}>` }));
    const client = connectRaw(port);
    let seen = 0;
    let rest = "";
    const all = Promise.withResolvers<undefined>();
    const total = 10_000;
    const ask = (): void => {
      client.socket.write(`GET /dev/orders/${seen} HTTP/1.1\r\nHost: a\r\n\r\n`);
    };
    client.socket.on("data", (chunk: Buffer) => {
      rest += chunk.toString("latin1");
      if (!rest.endsWith(`</orders/${seen}>`)) return;
      expect(rest).to.match(/^HTTP\/1\.1 200 OK/u);
      rest = "";
      seen += 1;
      if (seen === total) all.resolve(undefined);
      else ask();
    });
    client.socket.on("close", () => all.reject(new Error(`closed after ${seen} requests`)));
    ask();
    await all.promise;
    client.socket.destroy();
    expect(seen).to.equal(total);
  });

  it("gives the function the 2001st header too", async () => {
    const port = await start((event) => ({
      body: String(Object.keys(member(event, "headers") ?? {}).length),
    }));
    const lines = Array.from({ length: 2200 }, (_, index) => `h${index}:a\r\n`).join("");
    const answer = await sendRaw(
      port,
      `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines}\r\n`,
    );
    expect(readResponse(answer).body).to.equal(String(2200 + 5));
  });

  it("answers 431 to more headers than it reads at all", async () => {
    const port = await start(() => ({}));
    const answer = await sendRaw(
      port,
      `GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(70_000)}\r\n\r\n`,
    );
    expect(answer).to.match(/^HTTP\/1\.1 431 /u);
    expect(readResponse(answer).body).to.equal('{"message":"Request Header Fields Too Large"}');
  });

  const slow = [
    ["headers", "GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\n"],
    ["a body", `${post}Content-Length: 5\r\n\r\nhal`],
  ] as const;
  for (const [what, begun] of slow) {
    it(`answers 408 to ${what} that never come, and closes`, async () => {
      let calls = 0;
      const port = await start(
        () => {
          calls += 1;
          return {};
        },
        { headersMs: 40, requestMs: 60, checkMs: 20 },
      );
      const answer = await sendRaw(port, begun);
      expect(answer).to.match(/^HTTP\/1\.1 408 Request Timeout\r\n/u);
      expect(calls).to.equal(0);
    });
  }

  it("gives clients 20 seconds for headers, 60 for a request, 310 between two", async () => {
    const seen: unknown[] = [];
    const note = (message: unknown): void => {
      seen.push(member(message, "server"));
    };
    subscribe("http.server.request.start", note);
    try {
      const port = await start(() => ({}));
      await sendRaw(port, "GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    } finally {
      unsubscribe("http.server.request.start", note);
    }
    expect(seen).to.have.length(1);
    expect(seen[0]).to.include({
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 310_000,
    });
  });

  it("does not count the time a function takes as the client's", async () => {
    const port = await start(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 450));
        return { body: "done" };
      },
      { headersMs: 300, requestMs: 300, checkMs: 20 },
    );
    const answer = await sendRaw(
      port,
      "GET /dev/orders/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(answer).to.contain("done");
  });
});
