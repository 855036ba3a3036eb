import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../src/harness/core/http-message.ts";
import type { Exchange } from "../../../../src/harness/core/target.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import type { Stage } from "../../../../src/harness/local/stage/create-stage.ts";
import { defineFunction } from "../../../support/lambda/define-function.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

const file = "javascript/proxy-answers.mjs";

function operation(path: string, functionId: string, timeoutInMillis?: number): OperationSketch {
  const integration = timeoutInMillis === undefined ? {} : { timeoutInMillis };
  return { method: "POST", path, functionId, integration };
}

describe("limits and times of a REST API, with real functions", () => {
  let pool: FunctionPool;
  let stage: Stage;
  before(() => {
    pool = createFunctionPool({
      functions: [
        defineFunction("sized", file, "sized"),
        defineFunction("slow", file, "slow"),
        defineFunction("hasty", file, "slow", { timeoutMs: 300 }),
        defineFunction("single", file, "slow", { reservedConcurrency: 1 }),
        defineFunction("none", file, "slow", { reservedConcurrency: 0 }),
        defineFunction("echo", file, "echo"),
        defineFunction("throws", file, "throws"),
        defineFunction("exits", file, "exits"),
        defineFunction("absent", "javascript/no-such-file.mjs", "handler"),
      ],
      environment: { AWS_REGION: "eu-west-1" },
    });
    const operations = [
      operation("/sized", "sized"),
      operation("/slow", "slow", 150),
      operation("/hasty", "hasty"),
      operation("/single", "single"),
      operation("/none", "none"),
      operation("/echo", "echo"),
      operation("/throws", "throws"),
      operation("/exits", "exits"),
      operation("/absent", "absent"),
      operation("/unknown", "unknown"),
    ];
    stage = testStage({ api: { operations }, invoker: pool });
  });
  after(() => pool.close());

  const post = (target: string, body: Uint8Array | null = null): Promise<Exchange> =>
    send(stage, request(`POST /dev${target}`, {}, body));

  function expectFailure(exchange: Exchange, status: number, message: string): void {
    expect(exchange.response.status).to.equal(status);
    expect(jsonBody(exchange)).to.deep.equal({ message });
    expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
      "InternalServerErrorException",
    );
  }

  // The result around the body takes 29 bytes.
  it("hand on 6 291 556 bytes of a result, and answer 502 to one more (recorded)", async () => {
    const around = JSON.stringify({ statusCode: 200, body: "" }).length;
    const most = await post(`/sized?bytes=${6_291_556 - around}`);
    expect(most.response.status).to.equal(200);
    expect(most.response.body.byteLength).to.equal(6_291_556 - around);
    const over = await post(`/sized?bytes=${6_291_556 - around + 1}`);
    expectFailure(over, 502, "Internal server error");
    expect(over.trace.failure?.errorType).to.equal("Function.ResponseSizeTooLarge");
  });

  it("answer 500 to a request Lambda would not take, and 413 to one the gateway would not", async () => {
    const lambda = await post("/echo", new Uint8Array(6_400_000).fill(97));
    expectFailure(lambda, 500, "Internal server error");
    expect(lambda.trace.gatewayDetail).to.contain("RequestEntityTooLargeException");
    const gateway = await post("/echo", new Uint8Array(10_485_761));
    expect(gateway.response.status).to.equal(413);
    expect(bodyText(gateway.response)).to.equal("HTTP content length exceeded 10485760 bytes.");
    const fine = await post("/echo", new Uint8Array(1000).fill(97));
    expect(bodyText(fine.response)).to.equal("1000");
  });

  // Guide.
  it("answer 504 past the integration timeout, 502 past the function's own", async () => {
    expectFailure(await post("/slow?ms=60000"), 504, "Endpoint request timed out");
    expectFailure(await post("/hasty?ms=60000"), 502, "Internal server error");
    expect(bodyText((await post("/hasty?ms=1")).response)).to.equal("done");
  });

  it("answer 500 to a function that is throttled (guide)", async () => {
    const [first, second] = await Promise.all([post("/single?ms=300"), post("/single?ms=300")]);
    const statuses = [first.response.status, second.response.status];
    expect(statuses).to.have.members([200, 500]);
    const none = await post("/none?ms=1");
    expectFailure(none, 500, "Internal server error");
    expect(none.trace.failure?.errorType).to.equal("TooManyRequestsException");
  });

  for (const [name, status] of [
    ["throws", 502],
    ["exits", 502],
    ["absent", 502],
    ["unknown", 500],
  ] as const) {
    it(`answer ${status} where the function ${name}`, async () => {
      expectFailure(await post(`/${name}`), status, "Internal server error");
    });
  }
});

describe("limits of what a REST API takes", () => {
  const stage = testStage({ functions: { Fn: () => ({}) } });
  const headerOf = (bytes: number): Readonly<Record<string, string>> => ({
    "x-large": "a".repeat(bytes - "x-large".length),
  });
  // Guide: URL 10 240, headers 20 480, body 10 485 760 bytes.
  const rows: readonly (readonly [what: string, exchange: () => Promise<Exchange>, number])[] = [
    [
      "10 240 bytes of URL",
      () => send(stage, request(`GET /dev/orders/${"a".repeat(10_240 - 12)}`)),
      200,
    ],
    [
      "10 241 bytes of URL",
      () => send(stage, request(`GET /dev/orders/${"a".repeat(10_241 - 12)}`)),
      414,
    ],
    [
      "10 241 bytes of URL, the query counted",
      () => send(stage, request(`GET /dev/orders/1?${"a".repeat(10_241 - 14)}`)),
      414,
    ],
    [
      "20 480 bytes of headers",
      () => send(stage, request("GET /dev/orders/1", headerOf(20_480))),
      200,
    ],
    [
      "20 481 bytes of headers",
      () => send(stage, request("GET /dev/orders/1", headerOf(20_481))),
      431,
    ],
    [
      "10 485 760 bytes of body",
      () => send(stage, request("POST /dev/orders", {}, new Uint8Array(10_485_760))),
      200,
    ],
    [
      "10 485 761 bytes of body",
      () => send(stage, request("POST /dev/orders", {}, new Uint8Array(10_485_761))),
      413,
    ],
  ];
  for (const [what, exchange, status] of rows) {
    it(`${what}: ${status}`, async () => {
      const { response, trace } = await exchange();
      expect(response.status).to.equal(status);
      expect(trace.answeredBy).to.equal(status === 200 ? "function" : "gateway");
    });
  }

  // Guide, quotas: the ARN of a method, the path in it, has 1 600 bytes at most where a policy judges it.
  it("an ARN over 1 600 bytes: 414 with a resource policy, and no limit without", async () => {
    const statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "execute-api:Invoke",
      Resource: "*",
    };
    const root = {
      "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement: [statement] },
    };
    const judged = testStage({ api: { root }, functions: { Fn: () => ({}) } });
    const line = `GET /dev/orders/${"a".repeat(1_600)}`;
    expect((await send(judged, request(line))).response.status).to.equal(414);
    expect((await send(judged, request("GET /dev/orders/a"))).response.status).to.equal(200);
    expect((await send(stage, request(line))).response.status).to.equal(200);
  });
});
