import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { after, afterEach, before, describe, it } from "mocha";
import { bodyText, headerValue, headerValues } from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import type { StageServer } from "../../../../src/harness/local/stage/listen.ts";
import { defineFunction } from "../../../support/lambda/define-function.ts";
import { PlannedFailure, type TableFunction } from "../../../support/stage/function-table.ts";
import {
  connectRaw,
  exactly,
  readResponse,
  sendRaw,
  type RawResponse,
} from "../../../support/stage/raw-client.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

const nuls = "\0".repeat(8);
const file = "javascript/gated-stream.mjs";

function streamed(functionId: string, method: "GET" | "HEAD" = "GET"): OperationSketch {
  const integration = { responseTransferMode: "STREAM", timeoutInMillis: 900_000 };
  return { method, path: `/${functionId}`, functionId, integration };
}

/** A function that writes these pieces and returns. */
function writes(...pieces: readonly (string | Uint8Array)[]): TableFunction {
  return (_event, { onChunk }) => {
    for (const piece of pieces) onChunk?.(Buffer.from(piece));
  };
}

function answer(Fn: TableFunction, method: "GET" | "HEAD" = "GET"): Promise<Exchange> {
  const stage = testStage({ api: { operations: [streamed("Fn", method)] }, functions: { Fn } });
  return send(stage, request(`${method} /dev/Fn`));
}

describe("a streamed Lambda proxy response: its format", () => {
  // Guide
  const heads: readonly (readonly [metadata: object, status: number, headers: object])[] = [
    [{ statusCode: 201 }, 201, { "content-type": ["application/json"] }],
    [{}, 200, {}],
    [{ statusCode: "202" }, 202, {}],
    [{ headers: { "Content-Type": "text/plain" } }, 200, { "content-type": ["text/plain"] }],
    [
      { headers: { "X-A": "3" }, multiValueHeaders: { "x-a": ["1", "2"] } },
      200,
      { "x-a": ["1", "2", "3"] },
    ],
    [{ statusCode: 200, unknown: 1 }, 200, { unknown: [] }],
    [{ cookies: ["a=1", "b=2"] }, 200, { "set-cookie": ["a=1", "b=2"] }],
    [
      { headers: { Server: "mine", Via: "1.1 x" } },
      200,
      { "x-amzn-remapped-server": ["mine"], via: [] },
    ],
  ];
  for (const [metadata, status, headers] of heads) {
    it(`reads ${JSON.stringify(metadata)}`, async () => {
      const { response, trace } = await answer(writes(JSON.stringify(metadata), nuls, "body"));
      expect(response.status).to.equal(status);
      for (const [name, values] of Object.entries(headers)) {
        expect(headerValues(response.headers, name)).to.deep.equal(values);
      }
      expect(headerValue(response.headers, "content-length")).to.equal(undefined);
      expect(headerValue(response.headers, "x-amzn-requestid")).to.equal(trace.requestId);
      expect(headerValue(response.headers, "x-amzn-trace-id")).to.match(/^Root=/u);
      expect(bodyText(response)).to.equal("body");
      expect(trace).to.deep.include({ answeredBy: "function", gatewayResponseType: null });
    });
  }

  const whole = `{"statusCode":203}${nuls}a${nuls}b`;
  it("is the same wherever its chunks break", async () => {
    for (let at = 0; at <= whole.length; at += 1) {
      const { response } = await answer(writes(whole.slice(0, at), whole.slice(at)));
      expect([response.status, bodyText(response)]).to.deep.equal([203, `a${nuls}b`]);
    }
    const { response } = await answer(writes(...whole.split("")));
    expect([response.status, bodyText(response)]).to.deep.equal([203, `a${nuls}b`]);
  });

  it("carries bytes whatever the client accepts, without binary media types", async () => {
    const bytes = Buffer.from([0, 255, 128]);
    const { response } = await answer(writes("{}", nuls, bytes));
    expect([...response.body]).to.deep.equal([...bytes]);
  });

  const padded = (length: number): string => {
    const head = `{"headers":{"x-pad":"`;
    return `${head}${"a".repeat(length - head.length - 3)}"}}`;
  };
  it("may have 16 KB of metadata and delimiter, and no more", async () => {
    const fits = await answer(writes(padded(16_384 - 8), nuls, "x"));
    expect(fits.response.status).to.equal(200);
    const over = await answer(writes(padded(16_384 - 7), nuls, "x"));
    expect(over.response.status).to.equal(500);
  });

  const malformed: readonly (readonly [what: string, fn: TableFunction, detail: string])[] = [
    ["nothing", writes(), "no eight NUL bytes"],
    ["a function that does not stream", () => ({ statusCode: 200 }), "no eight NUL bytes"],
    ["no delimiter", writes('{"statusCode":200}', "body"), "no eight NUL bytes"],
    ["seven NUL bytes", writes("{}", "\0".repeat(7), "body"), "no eight NUL bytes"],
    ["metadata that are no JSON", writes("{", nuls, "x"), "not JSON"],
    ["metadata that are no object", writes("[]", nuls, "x"), "no object"],
    ["a status that is none", writes('{"statusCode":"x"}', nuls), 'found "x"'],
    ["multiValueHeaders that are none", writes('{"multiValueHeaders":{"a":"b"}}', nuls), "array"],
    ["cookies that are none", writes('{"cookies":"a=1"}', nuls), "cookies must be an array"],
    ["a long start without delimiter", writes("a".repeat(20_000)), "first 16384 bytes"],
  ];
  for (const [what, fn, detail] of malformed) {
    it(`is 500 for ${what}`, async () => {
      const exchange = await answer(fn);
      expect(exchange.response.status).to.equal(500);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
      expect(exchange.trace.answeredBy).to.equal("gateway");
      expect(exchange.trace.gatewayResponseType).to.equal("API_CONFIGURATION_ERROR");
      expect(exchange.trace.gatewayDetail).to.contain(detail);
    });
  }

  it("is 502 for a function that fails before its metadata, 500 for one Lambda throttles", async () => {
    const thrown = await answer((_event, { onChunk }) => {
      onChunk?.(Buffer.from('{"statusCode":200}'));
      throw new Error("early");
    });
    expect(thrown.response.status).to.equal(502);
    const throttled = await answer(() => {
      throw new PlannedFailure("throttled", "TooManyRequestsException", "Rate Exceeded.");
    });
    expect(throttled.response.status).to.equal(500);
  });

  it("keeps what was sent when the function fails later, and says so in the trace", async () => {
    const { response, trace } = await answer((_event, { onChunk }) => {
      onChunk?.(Buffer.from(`{"statusCode":200}${nuls}half`));
      throw new Error("late");
    });
    expect([response.status, bodyText(response)]).to.deep.equal([200, "half"]);
    expect(trace.gatewayDetail).to.contain("the response broke off: Fn failed: Error: late");
    expect(trace.failure?.errorMessage).to.equal("late");
  });

  it("answers HEAD without a body", async () => {
    const { response } = await answer(writes("{}", nuls, "body"), "HEAD");
    expect([response.status, response.body.byteLength]).to.deep.equal([200, 0]);
  });

  it("waits the integration timeout for the end, and 5 minutes for the next byte", async () => {
    const limits: number[] = [];
    let expire: (() => void) | undefined;
    const ports = {
      clock: { now: () => 0, sleep: async () => {} },
      ids: { uuid: () => "0", hex: (n: number) => "0".repeat(n) },
      startTimer: (milliseconds: number, callback: () => void) => {
        limits.push(milliseconds);
        if (milliseconds === 300_000) expire = callback;
        return () => {};
      },
    };
    const hang = (sent: string): TableFunction =>
      function hanging(_event, { onChunk }) {
        onChunk?.(Buffer.from(sent));
        setImmediate(() => expire?.());
        return new Promise(() => {});
      };
    const operations = [streamed("Fn"), streamed("Begun")];
    const functions = { Fn: hang("{}"), Begun: hang(`{}${nuls}half`) };
    const stage = testStage({ api: { operations }, ports, functions });
    const late = await send(stage, request("GET /dev/Fn"));
    expect(late.response.status).to.equal(504);
    expect(limits).to.deep.equal([900_000, 300_000, 300_000]);
    const broken = await send(stage, request("GET /dev/Begun"));
    expect([broken.response.status, bodyText(broken.response)]).to.deep.equal([200, "half"]);
    expect(broken.trace.gatewayDetail).to.contain("sent nothing for 300000 ms");
  });
});

describe("a streamed response that is given up", () => {
  it("gets nothing any more of what the function writes later", async () => {
    const told: string[] = [];
    const sink = {
      head: (status: number) => void told.push(`head ${status}`),
      body: (chunk: Uint8Array) => void told.push(Buffer.from(chunk).toString()),
      abort: () => void told.push("abort"),
    };
    let write: ((chunk: Uint8Array) => void) | undefined;
    const Fn: TableFunction = (_event, { onChunk }) => {
      write = onChunk;
      onChunk?.(Buffer.from(`{}${nuls}half`));
      return new Promise(() => {});
    };
    const operation = { ...streamed("Fn"), integration: { responseTransferMode: "STREAM" } };
    const stage = testStage({
      api: { operations: [operation] },
      functions: { Fn },
      integrationTimeoutMs: 20,
    });
    const { response, trace } = await stage.handle(request("GET /dev/Fn"), {
      sourceIp: "192.0.2.1",
      sink,
    });
    write?.(Buffer.from("late"));
    expect(told).to.deep.equal(["head 200", "half", "abort"]);
    expect(bodyText(response)).to.equal("half");
    expect(trace.gatewayDetail).to.contain("did not end within 20 ms");
  });
});

describe("the head of a streamed response", () => {
  it("is on the wire before there is any body", async () => {
    const release = Promise.withResolvers<undefined>();
    const Fn: TableFunction = async (_event, { onChunk }) => {
      onChunk?.(Buffer.from(`{"statusCode":202}${nuls}`));
      await release.promise;
      onChunk?.(Buffer.from("body"));
    };
    const stage = testStage({ api: { operations: [streamed("Fn")] }, functions: { Fn } });
    const server = await stage.listen({ port: 0 });
    const client = connectRaw(server.port, "GET /dev/Fn HTTP/1.1\r\nHost: a\r\n\r\n");
    const head = await client.until((text) => text.endsWith("\r\n\r\n"));
    expect(head).to.match(/^HTTP\/1\.1 202 Accepted\r\n/u);
    release.resolve(undefined);
    const whole = await client.until((text) => text.endsWith("0\r\n\r\n"));
    expect(readResponse(whole).body).to.equal("4\r\nbody\r\n0\r\n\r\n");
    client.socket.destroy();
    await server.close();
  });
});

describe("a streamed response of a real function, over a socket", () => {
  const names = ["gated", "headFirst", "failing", "buffered"] as const;
  let pool: FunctionPool;
  let folder = "";
  let server: StageServer;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lockstep-stream-"));
    pool = createFunctionPool({
      functions: names.map((name) => defineFunction(name, file, name)),
      environment: { AWS_REGION: "eu-west-1" },
    });
    const operations = [...names.map((name) => streamed(name)), streamed("gated", "HEAD")];
    server = await testStage({ api: { operations }, invoker: pool }).listen({ port: 0 });
  });
  after(async () => {
    await server.close();
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  });
  const opened: { destroy(): void }[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.destroy();
  });

  const line = (name: string, version = "1.1", functionId = "gated"): string => {
    const gate = path.join(folder, name);
    return `GET /dev/${functionId}?gate=${encodeURIComponent(gate)} HTTP/${version}\r\nHost: a\r\n`;
  };
  const openGate = (name: string): Promise<void> => writeFile(path.join(folder, name), "");

  it("sends head and first bytes before the handler ends, in chunks", async () => {
    const client = connectRaw(server.port, `${line("one")}\r\n`);
    opened.push(client.socket);
    const first = await client.until((text) => text.includes("first;"));
    // The handler still waits for the gate: what is here was sent before its end.
    expect(first).not.to.contain("second;");
    const response: RawResponse = readResponse(first);
    expect(response.statusLine).to.equal("HTTP/1.1 201 Created");
    expect(exactly(response, "Transfer-Encoding")).to.deep.equal(["chunked"]);
    expect(exactly(response, "Content-Length")).to.deep.equal([]);
    expect(exactly(response, "X-Kind")).to.deep.equal(["tea"]);
    expect(exactly(response, "X-Many")).to.deep.equal(["1", "2"]);
    expect(exactly(response, "Set-Cookie")).to.deep.equal(["a=1", "b=2"]);
    expect(exactly(response, "Connection")).to.deep.equal(["keep-alive"]);
    await openGate("one");
    const whole = await client.until((text) => text.endsWith("0\r\n\r\n"));
    expect(readResponse(whole).body).to.equal("6\r\nfirst;\r\n7\r\nsecond;\r\n0\r\n\r\n");
  });

  it("sends the head before there is any body", async () => {
    const client = connectRaw(server.port, `${line("head", "1.1", "headFirst")}\r\n`);
    opened.push(client.socket);
    const head = await client.until((text) => text.endsWith("\r\n\r\n"));
    expect(head).to.match(/^HTTP\/1\.1 202 Accepted\r\n/u);
    await openGate("head");
    const whole = await client.until((text) => text.endsWith("0\r\n\r\n"));
    expect(readResponse(whole).body).to.equal("5\r\nbody;\r\n0\r\n\r\n");
  });

  it("sends HTTP/1.0 clients the body until the connection closes", async () => {
    const client = connectRaw(server.port, `${line("two", "1.0")}Connection: keep-alive\r\n\r\n`);
    await client.until((text) => text.includes("first;"));
    await openGate("two");
    const response = readResponse(await client.all);
    expect(exactly(response, "Transfer-Encoding")).to.deep.equal([]);
    expect(exactly(response, "Connection")).to.deep.equal(["close"]);
    expect(response.body).to.equal("first;second;");
  });

  it("breaks the connection where the function fails half way: no last chunk", async () => {
    const text = await sendRaw(server.port, "GET /dev/failing HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(text).to.match(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(text).to.match(/6\r\nfirst;\r\n$/u);
  });

  it("lives on when the client leaves in the middle", async () => {
    const client = connectRaw(server.port, `${line("three")}\r\n`);
    await client.until((text) => text.includes("first;"));
    client.socket.destroy();
    await openGate("three");
    const next = await sendRaw(
      server.port,
      "GET /dev/buffered HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(next).to.match(/^HTTP\/1\.1 500 /u);
  });
});
