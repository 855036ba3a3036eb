import { expect } from "chai";
import {
  formatAccessLog,
  namesRequest,
} from "../../../../../src/harness/local/stage/access-log/format-access-log.ts";
import type { AccessLogEntry } from "../../../../../src/harness/local/stage/stage-options.ts";
import { allowed, guardedStage } from "../../../../support/stage/authorizers.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import {
  request,
  send,
  testStage,
  type TestStageOptions,
} from "../../../../support/stage/test-stage.ts";

/** A line in a format for one request, of a stage of either kind. */
async function lineOf(
  format: string,
  line: string,
  make: typeof testStage | typeof httpStage = testStage,
  options: TestStageOptions = {},
): Promise<string> {
  const entries: AccessLogEntry[] = [];
  const stage = make({ ...options, accessLog: (entry) => entries.push(entry) });
  const headers = { Host: "api.example.com", "User-Agent": "test/1" };
  await stage.handle(request(line, headers), { sourceIp: "203.0.113.7" });
  const [entry] = entries;
  if (entry === undefined) throw new Error("nothing was logged");
  return formatAccessLog(format, entry.variable);
}

const get = "GET /dev/orders/1?a=1";

// Guide.
describe("the access log", () => {
  const rest: readonly (readonly [format: string, line: string, expected: string | RegExp])[] = [
    ["$context.requestId", get, /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/],
    ["$context.extendedRequestId", get, /^[A-Za-z0-9+/]+=$/],
    ["$context.accountId $context.stage", get, "123456789012 dev"],
    ["$context.apiId $context.deploymentId", get, /^[a-z0-9]{10} [a-z0-9]{6}$/],
    ["$context.domainName $context.domainPrefix", get, "api.example.com api"],
    ["$context.httpMethod $context.path $context.protocol", get, "GET /dev/orders/1 HTTP/1.1"],
    ["$context.resourcePath", get, "/orders/{orderId}"],
    ["$context.resourceId", get, /^[a-z0-9]{6}$/],
    ["$context.requestTime", get, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/],
    ["$context.requestTimeEpoch", get, /^\d{13}$/],
    ["$context.xrayTraceId", get, /^1-[0-9a-f]{8}-[0-9a-f]{24}$/],
    ["$context.status $context.responseLatency", get, /^200 \d+$/],
    ["$context.responseLength", get, /^\d+$/],
    ["$context.integrationStatus $context.integration.status", get, "200 200"],
    ["$context.integrationLatency $context.integration.latency", get, /^\d+ \d+$/],
    ["$context.identity.sourceIp $context.identity.userAgent", get, "203.0.113.7 test/1"],
    ["$context.error.message|$context.error.responseType", get, "-|-"],
    ["$context.identity.user $context.authorizer.principalId", get, "- -"],
    ["$context.nothing $context.constructor $context.identity.constructor", get, "- - -"],
    ["$context.routeKey $context.customDomain.basePathMatched", get, "- -"],
    [
      "$context.wafResponseCode $context.authenticate.status $context.authorize.status $context.integration.error $context.awsEndpointRequestId $context.dataProcessed",
      get,
      "- - - - - -",
    ],
    [
      '{"id":"$context.requestId.","x":$stageVariables.a}',
      get,
      /^\{"id":"[0-9a-f-]+\.","x":\$stageVariables\.a\}$/,
    ],
    [
      "$context.status $context.error.message $context.error.messageString $context.error.responseType $context.resourcePath",
      "GET /dev/none",
      '403 Missing Authentication Token "Missing Authentication Token" MISSING_AUTHENTICATION_TOKEN -',
    ],
  ];
  for (const [format, line, expected] of rest)
    it(`of a REST API has ${format} of ${line}`, async () => {
      const text = await lineOf(format, line);
      if (typeof expected === "string") expect(text).to.equal(expected);
      else expect(text).to.match(expected);
    });

  // Seen in logs of a deployed API: the type of a failed function, with the call of Lambda itself a success.
  it("of a REST API tells a failed function as API Gateway does", async () => {
    const format =
      "$context.status $context.error.responseType $context.error.message $context.integrationStatus $context.integration.status";
    const Fn = (): never => {
      throw new Error("no");
    };
    expect(await lineOf(format, get, testStage, { functions: { Fn } })).to.equal(
      "502 INTEGRATION_FAILURE Internal server error 200 -",
    );
  });

  it("of a REST API has what the authorizer gave", async () => {
    const entries: AccessLogEntry[] = [];
    const auth = (): unknown => ({ ...allowed, context: { tenant: "acme" } });
    const accessLog = (entry: AccessLogEntry): unknown => entries.push(entry);
    const stage = guardedStage({ authorizer: { type: "token" } }, auth, { accessLog });
    await send(stage, request("GET /dev/orders/1", { Authorization: "t" }));
    const format = "$context.authorizer.principalId $context.authorizer.tenant";
    expect(entries.map(({ variable }) => formatAccessLog(format, variable))).to.deep.equal([
      "user-1 acme",
    ]);
  });

  it("of an HTTP API has the route key, and not what only REST APIs have", async () => {
    const format =
      "$context.routeKey $context.status $context.resourcePath $context.deploymentId $context.path";
    expect(await lineOf(format, "GET /orders/1", httpStage)).to.equal(
      "GET /orders/{orderId} 200 - - /orders/1",
    );
    expect(await lineOf("$context.requestId", "GET /orders/1", httpStage)).to.match(/=$/);
  });

  it("is deployed only with an id of the request", () => {
    expect(namesRequest("$context.requestId")).to.equal(true);
    expect(namesRequest('{"x":"$context.extendedRequestId"}')).to.equal(true);
    expect(namesRequest("$context.requestIdentity $context.requestTime")).to.equal(false);
    expect(namesRequest("")).to.equal(false);
  });
});
