import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { expect } from "chai";
import { createHttpTarget } from "../../../../src/harness/checks/target/create-http-target.ts";
import { probeTarget } from "../../../../src/harness/checks/target/probe-target.ts";
import {
  bodyText,
  headerValues,
  toBytes,
  type HeaderLine,
  type HttpRequest,
} from "../../../../src/harness/core/http-message.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";
import { blindTrace, type Target } from "../../../../src/harness/core/target.ts";

const capabilities = { state: null, toEvent: null };

function request(parts: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "GET", path: "/orders", query: "", headers: [], body: null, ...parts };
}

function open(baseUrl: string, more: Partial<Parameters<typeof createHttpTarget>[0]> = {}): Target {
  return createHttpTarget({
    baseUrl,
    kind: "deployed",
    gateway: "rest",
    headers: [],
    timeoutMs: 5_000,
    capabilities,
    ...more,
  });
}

function portOf(server: { address(): string | AddressInfo | null }): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** What a raw server saw on the wire, as text. */
async function onTheWire(
  send: (baseUrl: string) => Promise<unknown>,
  answer = "HTTP/1.1 204 No Content\r\n\r\n",
): Promise<string> {
  let seen = "";
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      seen += chunk.toString("latin1");
      socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await send(`http://127.0.0.1:${portOf(server)}`);
    return seen;
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

async function withServer(
  handler: Parameters<typeof createServer>[1],
  work: (baseUrl: string, server: Server) => Promise<void>,
): Promise<void> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${portOf(server)}`, server);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function failure(work: Promise<unknown>): Promise<LockstepError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!LockstepError.is(error)) throw new Error(`no LockstepError: ${String(error)}`);
  return error;
}

describe("createHttpTarget", () => {
  it("puts path, query, header case, order and duplicates on the wire as they are", async () => {
    const headers: HeaderLine[] = [
      ["X-Tag", "b"],
      ["x-lower", "1"],
      ["X-Tag", "a"],
    ];
    const wire = await onTheWire(async (baseUrl) => {
      const target = open(`${baseUrl}/dev/`);
      await target.send(request({ path: "/a%2Fb//c/%7e", query: "x=1&x=%20&y", headers }));
      await target.close();
    });
    const lines = wire.split("\r\n");
    expect(lines[0]).to.equal("GET /dev/a%2Fb//c/%7e?x=1&x=%20&y HTTP/1.1");
    expect(lines.filter((line) => /^x-/i.test(line))).to.deep.equal([
      "X-Tag: b",
      "x-lower: 1",
      "X-Tag: a",
    ]);
  });

  it("frames a body by its length, and says that a POST has none", async () => {
    const withBody = await onTheWire((baseUrl) =>
      open(baseUrl).send(
        request({
          method: "POST",
          headers: [
            ["Content-Length", "999"],
            ["Transfer-Encoding", "chunked"],
          ],
          body: toBytes('{"é":1}'),
        }),
      ),
    );
    expect(withBody.match(/content-length: (\d+)/gi)).to.deep.equal(["Content-Length: 8"]);
    expect(withBody).not.to.match(/transfer-encoding/i);
    expect(await onTheWire((baseUrl) => open(baseUrl).send(request({ method: "POST" })))).to.match(
      /content-length: 0/i,
    );
  });

  it("sends the target's own headers in place of the request's", async () => {
    const wire = await onTheWire((baseUrl) =>
      open(baseUrl, { headers: [["x-api-key", "real"]] }).send(
        request({
          headers: [
            ["X-Api-Key", "example"],
            ["Host", "elsewhere"],
          ],
        }),
      ),
    );
    expect(wire.match(/x-api-key: .*/gi)).to.deep.equal(["x-api-key: real"]);
    expect(wire.match(/^host: .*/gim)).to.have.length(1);
    expect(wire).not.to.include("elsewhere");
  });

  it("leaves credentials that were made for the request", async () => {
    const wire = await onTheWire((baseUrl) =>
      open(baseUrl, {
        headers: [
          ["Authorization", "for all"],
          ["x-mine", "1"],
        ],
      }).send(
        request({ headers: [["Authorization", "for this one"]], credentials: ["authorization"] }),
      ),
    );
    expect(wire.match(/authorization: .*/gi)).to.deep.equal(["Authorization: for this one"]);
    expect(wire).to.match(/^x-mine: 1$/im);
  });

  it("keeps the values of its own headers to itself, whatever their names", async () => {
    let seen: readonly HeaderLine[] = [];
    await onTheWire(async (baseUrl) => {
      const target = open(baseUrl, { headers: [["x-custom", "s3cret"]] });
      seen = (await target.send(request({ headers: [["X-Mine", "1"]] }))).request.headers;
    });
    expect(seen).to.deep.equal([
      ["X-Mine", "1"],
      ["x-custom", "***"],
    ]);
  });

  it("gives status, raw headers with duplicates, and bytes", () =>
    withServer(
      (_incoming, outgoing) => {
        outgoing.writeHead(201, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-CaSe", "1"]);
        outgoing.end(Buffer.from([0, 255, 10]));
      },
      async (baseUrl) => {
        const target = open(baseUrl);
        const { response } = await target.send(request());
        expect(response.status).to.equal(201);
        expect(headerValues(response.headers, "set-cookie")).to.deep.equal(["a=1", "b=2"]);
        expect(response.headers.map(([name]) => name)).to.include("X-CaSe");
        expect([...response.body]).to.deep.equal([0, 255, 10]);
        await target.close();
      },
    ));

  it("looks the trace up by the request id, and knows only the id otherwise", () =>
    withServer(
      (incoming, outgoing) =>
        outgoing
          .writeHead(
            200,
            incoming.url === "/known"
              ? { "x-amzn-RequestId": "id-1" }
              : { "Apigw-Requestid": "id-2" },
          )
          .end(),
      async (baseUrl) => {
        const target = open(baseUrl, {
          traceOf: (id) =>
            id === "id-1" ? { ...blindTrace, requestId: id, functionId: "GetOrder" } : null,
        });
        expect((await target.send(request({ path: "/known" }))).trace).to.include({
          requestId: "id-1",
          functionId: "GetOrder",
        });
        expect((await target.send(request())).trace).to.deep.equal({
          ...blindTrace,
          requestId: "id-2",
        });
        await target.close();
      },
    ));

  it("uses a connection again, and replaces one that the server closed meanwhile", () => {
    const sockets = new Set<Socket>();
    return withServer(
      (_incoming, outgoing) => outgoing.end("ok"),
      async (baseUrl, server) => {
        server.on("connection", (socket) => sockets.add(socket));
        const target = open(baseUrl);
        await target.send(request());
        await target.send(request());
        expect(sockets.size).to.equal(1);
        for (const socket of sockets) socket.resetAndDestroy();
        expect((await target.send(request())).response.status).to.equal(200);
        expect(sockets.size).to.equal(2);
        await target.close();
      },
    );
  });

  it("never sends a POST twice, and leaves no connection behind", async () => {
    const methods: string[] = [];
    const sockets = new Set<Socket>();
    await withServer(
      (incoming, outgoing) => {
        methods.push(incoming.method ?? "");
        if (incoming.method === "POST" && incoming.url === "/lost")
          incoming.socket.resetAndDestroy();
        else outgoing.end("ok");
      },
      async (baseUrl, server) => {
        server.on("connection", (socket) => {
          sockets.add(socket);
          socket.once("close", () => sockets.delete(socket));
        });
        const target = open(baseUrl);
        await target.send(request());
        const error = await failure(target.send(request({ method: "POST", path: "/lost" })));
        expect(error.code).to.equal("target/unreachable");
        expect(methods).to.deep.equal(["GET", "POST"]);
        await target.send(request({ method: "POST", body: toBytes("{}") }));
        await target.close();
        await Promise.all([...sockets].map((socket) => once(socket, "close")));
      },
    );
  });

  it("says that a request cannot be sent, before anything is", async () => {
    const target = open("http://127.0.0.1:9");
    for (const parts of [{ path: "/a b" }, { headers: [["X-Name", "€"]] as const }]) {
      const error = await failure(target.send(request(parts)));
      expect([error.code, error.exitCode]).to.deep.equal(["target/unsendable-request", 2]);
    }
  });

  it("says what cannot be reached, with host, port and a hint", async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const target = open(`http://127.0.0.1:${port}/dev`);
    for (const error of [
      await failure(target.send(request())),
      await failure(probeTarget(target, 1_000)),
    ]) {
      expect([error.code, error.exitCode]).to.deep.equal(["target/unreachable", 3]);
      expect(error.summary).to.equal(
        `Cannot reach http://127.0.0.1:${port}/dev: host 127.0.0.1, port ${port}: nothing listens there.`,
      );
      expect(error.hint).to.be.a("string");
    }
  });

  it("gives up on an answer that does not come, and on one that does not end", () =>
    withServer(
      (incoming, outgoing) => {
        if (incoming.url === "/half")
          outgoing.writeHead(200, { "Content-Length": "10" }).write("12345");
      },
      async (baseUrl) => {
        const target = open(baseUrl, { timeoutMs: 100 });
        for (const path of ["/orders", "/half"]) {
          const error = await failure(target.send(request({ path })));
          expect([error.code, error.exitCode]).to.deep.equal(["target/timeout", 3]);
          expect(error.message).to.include(`GET ${path} within 100 ms`);
        }
        await target.close();
      },
    ));

  it("tells a broken answer from a missing one", async () => {
    const cut = withServer(
      (_incoming, outgoing) => {
        outgoing
          .writeHead(200, { "Content-Length": "10" })
          .write("12345", () => outgoing.destroy());
      },
      async (baseUrl) => {
        expect((await failure(open(baseUrl).send(request()))).code).to.equal(
          "target/broken-response",
        );
      },
    );
    await cut;
    await onTheWire(
      async (baseUrl) =>
        expect((await failure(open(baseUrl).send(request()))).code).to.equal(
          "target/broken-response",
        ),
      "SSH-2.0-OpenSSH\r\n\r\n",
    );
  });

  it("refuses a base URL that is none", () => {
    for (const baseUrl of [
      "localhost:3000",
      "ftp://x",
      "http://user:secret@host",
      "http://host/dev?x=1",
      "http://host#a",
    ]) {
      try {
        open(baseUrl);
        expect.fail(baseUrl);
      } catch (error) {
        expect(
          LockstepError.is(error) ? [error.code, error.exitCode] : error,
          baseUrl,
        ).to.deep.equal(["target/bad-url", 2]);
        expect(String(error)).not.to.include("secret");
      }
    }
  });

  it("keeps IPv6 hosts, ports and stage prefixes", () => {
    expect(open("http://[::1]:3000/dev//").baseUrl).to.equal("http://[::1]:3000/dev");
    expect(open("https://api.example.com").baseUrl).to.equal("https://api.example.com");
  });

  it("reads a text answer", () =>
    withServer(
      (_incoming, outgoing) => outgoing.end("ü"),
      async (baseUrl) => {
        const target = open(baseUrl);
        expect(bodyText((await target.send(request())).response)).to.equal("ü");
        await target.close();
      },
    ));
});
