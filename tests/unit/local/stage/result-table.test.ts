import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { headerValue, headerValues } from "../../../../src/harness/core/http-message.ts";
import type { StageServer } from "../../../../src/harness/local/stage/listen.ts";
import { PlannedFailure, type TableFunction } from "../../../support/stage/function-table.ts";
import { exactly, readResponse, sendRaw } from "../../../support/stage/raw-client.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";

/** Where a row comes from: recorded, the guide, seen by emulators' authors, assumed. */
type Source = "recorded" | "guide" | "observed" | "assumed";

type Row = readonly [source: Source, result: unknown, status: number, body?: string];

const failed = '{"message":"Internal server error"}';

// What a client sees of what a handler returns.
const results: readonly Row[] = [
  ["recorded", { statusCode: 200 }, 200, ""],
  ["recorded", { headers: {} }, 200, ""],
  ["recorded", { headers: { a: "b" } }, 200, ""],
  ["assumed", {}, 200, ""],
  ["recorded", { statusCode: "201" }, 201, ""],
  ["recorded", { statusCode: "test" }, 502, failed],
  ["assumed", { statusCode: null }, 200, ""],
  ["assumed", { statusCode: 200.5 }, 502, failed],
  ["assumed", { statusCode: true }, 502, failed],
  ["assumed", { statusCode: "" }, 502, failed],
  ["assumed", { statusCode: "2e2" }, 502, failed],
  ["assumed", { statusCode: " 201" }, 502, failed],
  ["assumed", { statusCode: 199 }, 502, failed],
  ["assumed", { statusCode: 599 }, 599, ""],
  ["assumed", { statusCode: 600 }, 502, failed],
  ["recorded", { statusCode: 200, wrongValue: "x" }, 502, failed],
  ["recorded", { statusCode: 200, cookies: ["a=b"] }, 502, failed],
  ["recorded", { statusCode: 200, StatusCode: 200 }, 502, failed],
  ["observed", { body: "eA==", base64Encoded: true }, 200, "x"],
  ["observed", { body: "eA==", base64Encoded: "true" }, 200, "x"],
  ["observed", { body: "eA==", base64Encoded: "false" }, 200, "eA=="],
  ["observed", { body: "eA==", base64Encoded: false, isBase64Encoded: true }, 200, "eA=="],
  ["observed", { body: "eA==", base64Encoded: true, isBase64Encoded: false }, 200, "x"],
  ["recorded", "text", 502, failed],
  ["recorded", "", 502, failed],
  ["assumed", [], 502, failed],
  ["assumed", 200, 502, failed],
  ["assumed", true, 502, failed],
  ["assumed", null, 502, failed],
  ["assumed", undefined, 502, failed],
  ["recorded", { headers: null, multiValueHeaders: null, body: null }, 200, ""],
  ["recorded", { multiValueHeaders: { a: "b" } }, 502, failed],
  ["recorded", { multiValueHeaders: { a: { b: "c" } } }, 502, failed],
  ["observed", { headers: { a: ["b"] } }, 502, failed],
  ["observed", { headers: { a: { b: "c" } } }, 502, failed],
  ["assumed", { headers: "a: b" }, 502, failed],
  ["assumed", { headers: [] }, 502, failed],
  ["guide", { body: {} }, 502, failed],
  ["guide", { body: [] }, 502, failed],
  ["guide", { body: 1 }, 502, failed],
  ["guide", { body: false }, 502, failed],
  ["guide", { body: "text" }, 200, "text"],
  ["guide", { body: "" }, 200, ""],
];

describe("what a client sees of a handler's result, over a socket", () => {
  let current: unknown;
  let server: StageServer;
  before(async () => {
    const functions = { Fn: () => current };
    server = await testStage({ functions, api: { binaryMediaTypes: ["*/*"] } }).listen({ port: 0 });
  });
  after(() => server.close());
  const get = async (line = "GET /dev/orders/1"): Promise<string> =>
    sendRaw(server.port, `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);

  for (const [source, result, status, body] of results) {
    it(`${JSON.stringify(result) ?? "undefined"} is ${status} (${source})`, async () => {
      current = result;
      const response = readResponse(await get());
      expect(response.statusLine).to.match(new RegExp(`^HTTP/1\\.1 ${status} `, "u"));
      expect(response.body).to.equal(body);
      expect(exactly(response, "Content-Type")).to.deep.equal(["application/json"]);
      expect(exactly(response, "Content-Length")).to.deep.equal([String(body?.length)]);
      // Ids on every answer, a trace on those of functions, an error type on the gateway's own.
      expect(exactly(response, "x-amzn-RequestId")).to.have.lengthOf(1);
      expect(exactly(response, "x-amz-apigw-id")).to.have.lengthOf(1);
      expect(exactly(response, "Date")).to.have.lengthOf(1);
      expect(exactly(response, "X-Amzn-Trace-Id")).to.have.lengthOf(status === 502 ? 0 : 1);
      expect(exactly(response, "x-amzn-ErrorType")).to.deep.equal(
        status === 502 ? ["InternalServerErrorException"] : [],
      );
    });
  }

  it("has the trace of the event in the response (recorded)", async () => {
    current = { statusCode: 200 };
    const [trace] = exactly(readResponse(await get()), "X-Amzn-Trace-Id");
    expect(trace).to.match(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$/u);
  });

  // Casing of multiValueHeaders, order multi then single, several lines of one name.
  it("emits several lines of one name, multi first (recorded)", async () => {
    current = {
      headers: { "Tes-Multi": "value-solo", "X-Only": "1" },
      multiValueHeaders: { "tes-Multi": ["value-multi"], "Set-Cookie": ["a", "b"], "x-none": [] },
    };
    const { headers } = readResponse(await get());
    const own = headers.filter(([name]) => /^(?:tes-multi|x-only|set-cookie|x-none)$/iu.test(name));
    expect(own).to.deep.equal([
      ["tes-Multi", "value-multi"],
      ["tes-Multi", "value-solo"],
      ["Set-Cookie", "a"],
      ["Set-Cookie", "b"],
      ["X-Only", "1"],
    ]);
  });

  // Assumed.
  it("answers HEAD with the length of the body it leaves out (assumed)", async () => {
    current = { body: "hello" };
    const response = readResponse(await get("HEAD /dev/files/x"));
    expect(exactly(response, "Content-Length")).to.deep.equal(["5"]);
    expect(response.body).to.equal("");
  });
});

describe("what a client sees of a function that gives no result", () => {
  const kinds: readonly (readonly [Source, PlannedFailure, number])[] = [
    ["guide", new PlannedFailure("thrown", "Error", "no"), 502],
    ["guide", new PlannedFailure("init", "Runtime.ImportModuleError", "no"), 502],
    ["guide", new PlannedFailure("timeout", "Sandbox.Timedout", "no"), 502],
    ["guide", new PlannedFailure("exit", "Runtime.ExitError", "no"), 502],
    ["guide", new PlannedFailure("memory", "Runtime.ExitError", "no"), 502],
    ["guide", new PlannedFailure("unserialisable", "Runtime.MarshalError", "no"), 502],
    // Seen in reports: a response past 6 MB is a function error.
    ["observed", new PlannedFailure("too-large", "Function.ResponseSizeTooLarge", "no"), 502],
    // Lambda refuses the invocation.
    ["guide", new PlannedFailure("throttled", "TooManyRequestsException", "no"), 500],
    ["guide", new PlannedFailure("not-found", "ResourceNotFoundException", "no"), 500],
    ["assumed", new PlannedFailure("too-large", "RequestEntityTooLargeException", "no"), 500],
  ];
  for (const [source, failure, status] of kinds) {
    const { kind, errorType } = failure.failure;
    it(`${kind} (${errorType}) is ${status} (${source})`, async () => {
      const Fn: TableFunction = () => {
        throw failure;
      };
      const exchange = await send(testStage({ functions: { Fn } }), request("GET /dev/orders/1"));
      expect(exchange.response.status).to.equal(status);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Internal server error" });
      expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
        "InternalServerErrorException",
      );
      expect(exchange.trace.gatewayDetail).to.contain(errorType);
    });
  }
});

/** P passed, D dropped, R renamed to x-amzn-Remapped-…; the gateway's own value may stand beside. */
type Fate = "P" | "D" | "R";

// Guide: request column of Lambda, response column to the client.
const handOver: readonly (readonly [name: string, asked: Fate, answered: Fate])[] = [
  ["Age", "P", "P"],
  ["Accept", "P", "P"],
  ["Accept-Charset", "P", "P"],
  ["Accept-Encoding", "P", "P"],
  ["Authorization", "P", "R"],
  ["Connection", "D", "R"],
  ["Content-Encoding", "P", "P"],
  ["Content-Length", "D", "R"],
  ["Content-MD5", "D", "R"],
  ["Content-Type", "P", "P"],
  ["Date", "P", "R"],
  ["Expect", "D", "D"],
  ["Host", "P", "D"],
  ["Max-Forwards", "D", "R"],
  ["Pragma", "P", "P"],
  ["Proxy-Authenticate", "D", "D"],
  ["Range", "P", "P"],
  ["Referer", "P", "P"],
  ["Server", "D", "R"],
  ["TE", "D", "D"],
  ["Trailer", "D", "D"],
  ["Transfer-Encoding", "D", "D"],
  ["Upgrade", "D", "D"],
  ["User-Agent", "P", "R"],
  ["Via", "P", "D"],
  ["Warn", "P", "P"],
  ["WWW-Authenticate", "D", "R"],
];

describe("the headers handed over between client and function", () => {
  for (const [name, asked, answered] of handOver) {
    it(`${name}: ${asked} to the function, ${answered} to the client (guide)`, async () => {
      const seen: unknown[] = [];
      const Fn: TableFunction = (event) => {
        seen.push(event);
        return { headers: { [name]: "mine" } };
      };
      const exchange = await send(
        testStage({ functions: { Fn } }),
        request("GET /dev/orders/1", { [name]: "theirs" }),
      );
      expect(JSON.stringify(seen)).to.satisfy((text: string) =>
        asked === "P" ? text.includes(`"${name}":"theirs"`) : !text.includes("theirs"),
      );
      const { headers } = exchange.response;
      expect(headers.filter(([, value]) => value === "mine")).to.deep.equal(
        answered === "D" ? [] : [[answered === "R" ? `x-amzn-Remapped-${name}` : name, "mine"]],
      );
      if (answered === "P") expect(headerValues(headers, name)).to.deep.equal(["mine"]);
    });
  }

  // The guide remaps it, an emulator's list does not.
  it("pass WWW-Authenticate on where the configuration says so", async () => {
    const Fn: TableFunction = () => ({ headers: { "WWW-Authenticate": "Basic", Server: "mine" } });
    const stage = testStage({ functions: { Fn }, choices: { remapAuthenticate: false } });
    const { headers } = (await send(stage, request("GET /dev/orders/1"))).response;
    expect(headerValue(headers, "www-authenticate")).to.equal("Basic");
    expect(headerValue(headers, "x-amzn-remapped-server")).to.equal("mine");
  });

  it("refuse a number for a value where the configuration says so", async () => {
    const numbers: readonly unknown[] = [
      { headers: { "x-count": 3 } },
      { multiValueHeaders: { "x-count": ["1", 3] } },
    ];
    for (const result of numbers) {
      const strict = testStage({
        functions: { Fn: () => result },
        choices: { numericHeaders: "refuse" },
      });
      const refused = await send(strict, request("GET /dev/orders/1"));
      expect(refused.response.status).to.equal(502);
      expect(refused.trace.gatewayDetail).to.contain("x-count");
      const loose = testStage({ functions: { Fn: () => result } });
      expect((await send(loose, request("GET /dev/orders/1"))).response.status).to.equal(200);
    }
  });

  // Recorded: AWS_PROXY ignores requestParameters, and checks the headers they name all the same.
  const mapped = [
    ["content-length", 500],
    ["Transfer-Encoding", 500],
    ["authorization", 500],
    ["connection", 500],
    ["expect", 500],
    ["proxy-authenticate", 500],
    ["te", 500],
    ["x-amzn-trace-id", 500],
    ["x-amzn-apigateway-api-id", 500],
    ["x-custom", 200],
    ["user-agent", 200],
  ] as const;
  for (const [name, status] of mapped) {
    it(`answer ${status} where requestParameters map ${name}`, async () => {
      const integration = {
        requestParameters: { [`integration.request.header.${name}`]: "'mapped'" },
      };
      const operations = [{ method: "GET", path: "/x", integration }] as const;
      const exchange = await send(testStage({ api: { operations } }), request("GET /dev/x"));
      expect(exchange.response.status).to.equal(status);
      expect(JSON.stringify(exchange.trace.event)).not.to.contain("mapped");
    });
  }
});
