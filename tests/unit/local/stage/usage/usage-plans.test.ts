import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../../src/harness/core/json.ts";
import type { Exchange } from "../../../../../src/harness/core/target.ts";
import { knowsNobody } from "../../../../../src/harness/local/stage/authorization/stage-identity.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import { stageApiKeys } from "../../../../../src/harness/local/stage/usage/api-keys.ts";
import { usagePlansOf } from "../../../../../src/harness/model/wiring/usage/usage-plans-of.ts";
import { allowed, authUri } from "../../../../support/stage/authorizers.ts";
import { eventOf } from "../../../../support/stage/http-stage.ts";
import { stagesOfTemplate } from "../../../../support/stage/stages-of-template.ts";
import { realIds, request, send, testStage } from "../../../../support/stage/test-stage.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const start = Date.UTC(2026, 6, 11, 8);
const methods = `
      Events:
        A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Api } }
        B: { Type: Api, Properties: { Path: /b, Method: get, RestApiId: !Ref Api, Auth: { ApiKeyRequired: false } } }
`;
const fn = `
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      CodeUri: .
${methods}`;

/** An API with keys, plan and key written out. */
const written = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth: { ApiKeyRequired: true }
      MethodSettings:
        - { ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 1, ThrottlingBurstLimit: 3 }
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    DependsOn: ApiStage
    Properties:
      ApiStages:
        - { ApiId: !Ref Api, Stage: dev, Throttle: { /a/GET: { RateLimit: 1, BurstLimit: 2 } } }
      Throttle: { RateLimit: 100, BurstLimit: 50 }
      Quota: { Limit: 4, Period: DAY }
  Other:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { ApiStages: [{ ApiId: !Ref Api, Stage: prod }] }
  Mobile:
    Type: AWS::ApiGateway::ApiKey
    Properties: { Enabled: true, Value: mobile-0123456789012345 }
  Web:
    Type: AWS::ApiGateway::ApiKey
    Properties: { Enabled: true }
  Old:
    Type: AWS::ApiGateway::ApiKey
    Properties: { Enabled: false, Value: old-01234567890123456789 }
  Loose:
    Type: AWS::ApiGateway::ApiKey
    Properties: { Enabled: true, Value: loose-0123456789012345678 }
  MobilePlan:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: { KeyId: !Ref Mobile, KeyType: API_KEY, UsagePlanId: !Ref Plan }
  WebPlan:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: { KeyId: !Ref Web, KeyType: API_KEY, UsagePlanId: !Ref Plan }
  OldPlan:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: { KeyId: !Ref Old, KeyType: API_KEY, UsagePlanId: !Ref Plan }
  LoosePlan:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: { KeyId: !Ref Loose, KeyType: API_KEY, UsagePlanId: !Ref Other }
${fn}`;

const madeBySam = (plan: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth:
        ApiKeyRequired: true
        UsagePlan: ${plan}
${fn}`;

const mobile = "mobile-0123456789012345";

interface Opened {
  readonly stage: Stage;
  readonly clock: { at: number };
}

function open(text: string, throttling = false, apiKeys: Record<string, string> = {}): Opened {
  const clock = { at: start };
  const stage = stagesOfTemplate(
    text,
    { Fn: () => ({ statusCode: 200, body: "" }) },
    {
      throttling,
      identity: { ...knowsNobody, apiKeys },
      ports: { clock: { now: () => clock.at, sleep: () => Promise.resolve() }, ids: realIds },
    },
  ).get("Api");
  if (stage === undefined) throw new Error("no stage");
  return { stage, clock };
}

function call({ stage }: Opened, path: string, key: string | null = mobile): Promise<Exchange> {
  return send(stage, request(`GET /dev${path}`, key === null ? {} : { "X-API-Key": key }));
}

async function statuses(opened: Opened, count: number, path = "/a"): Promise<readonly number[]> {
  const found: number[] = [];
  for (let each = 0; each < count; each += 1) {
    found.push((await call(opened, path)).response.status);
  }
  return found;
}

function keysOf(text: string, configured: Record<string, string> = {}) {
  const template = readTemplate(text);
  const api = template.apis.find(({ logicalId }) => logicalId === "Api");
  if (api === undefined) throw new Error("no API");
  return stageApiKeys(usagePlansOf(template, api), configured);
}

describe("API keys", () => {
  // One answer whatever is wrong with the key.
  const refused: readonly (readonly [string, string | null])[] = [
    ["missing", null],
    ["empty", ""],
    ["unknown", "nobody"],
    ["disabled", "old-01234567890123456789"],
    ["of a plan for another stage", "loose-0123456789012345678"],
  ];
  for (const [what, key] of refused) {
    it(`that are ${what} are answered with 403`, async () => {
      const { response, trace } = await call(open(written), "/a", key);
      expect([response.status, bodyText(response)]).to.deep.equal([403, '{"message":"Forbidden"}']);
      expect(headerValue(response.headers, "x-amzn-ErrorType")).to.equal("ForbiddenException");
      expect(trace.gatewayResponseType).to.equal("INVALID_API_KEY");
    });
  }

  it("that a plan of the stage knows are let through and named in the event", async () => {
    const exchange = await call(open(written), "/a");
    const { requestContext } = eventOf(exchange);
    const identity = isObject(requestContext) ? requestContext["identity"] : null;
    expect(isObject(identity) && identity["apiKey"]).to.equal(mobile);
    expect(isObject(identity) && identity["apiKeyId"]).to.match(/^[a-z0-9]{10}$/u);
  });

  it("come from the authorizer where the API says so, and from no header then", async () => {
    const root = {
      "x-amazon-apigateway-api-key-source": "AUTHORIZER",
      components: {
        securitySchemes: {
          caller: {
            type: "apiKey",
            in: "header",
            name: "Authorization",
            "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: authUri },
          },
          key: { type: "apiKey", in: "header", name: "x-api-key" },
        },
      },
    };
    const security = [["caller", "key"]];
    const operations = [{ method: "GET", path: "/x", security }] as const;
    const answer = async (usageIdentifierKey: string | undefined) => {
      const stage = testStage({
        api: { operations, root },
        functions: { Auth: () => ({ ...allowed, usageIdentifierKey }) },
        identity: { ...knowsNobody, apiKeys: { Web: "own" } },
      });
      const headers = { Authorization: "t", "x-api-key": "own" };
      const exchange = await send(stage, request("GET /dev/x", headers));
      return [exchange.response.status, exchange.trace.gatewayResponseType];
    };
    expect(await answer("own")).to.deep.equal([200, null]);
    expect(await answer("other")).to.deep.equal([403, "INVALID_API_KEY"]);
    expect(await answer(undefined)).to.deep.equal([403, "INVALID_API_KEY"]);
  });

  // assumed
  it("are disabled without Enabled", async () => {
    const text = written.replace("{ Enabled: true, Value: mobile", "{ Value: mobile");
    const { response, trace } = await call(open(text), "/a");
    expect([response.status, trace.gatewayResponseType]).to.deep.equal([403, "INVALID_API_KEY"]);
    expect(trace.gatewayDetail).to.contain("is not enabled");
  });

  it("are not asked of a method without", async () => {
    const exchange = await call(open(written), "/b", null);
    expect(exchange.response.status).to.equal(200);
    const { requestContext } = eventOf(exchange);
    expect(isObject(requestContext) && requestContext["identity"]).not.to.have.property("apiKey");
  });

  it("without a value get one that is always the same, or that of the configuration", async () => {
    const value = keysOf(written).find(({ name }) => name === "Web")?.value ?? "";
    expect(value).to.match(/^local-[0-9a-f]{34}$/u);
    expect(keysOf(written).find(({ name }) => name === "Web")?.value).to.equal(value);
    expect((await call(open(written), "/a", value)).response.status).to.equal(200);
    const own = open(written, false, { Web: "own", More: "more" });
    expect((await call(own, "/a", value)).response.status).to.equal(403);
    expect((await call(own, "/a", "own")).response.status).to.equal(200);
    expect((await call(own, "/a", "more")).response.status).to.equal(200);
  });

  it("may have a name that every object of JavaScript has", () => {
    for (const name of ["constructor", "toString"]) {
      const text = written.replaceAll(/\bWeb\b/gu, name);
      const value = keysOf(text).find((key) => key.name === name)?.value;
      expect(value).to.match(/^local-[0-9a-f]{34}$/u);
      expect(keysOf(text, { [name]: "mine" }).find((key) => key.name === name)?.value).to.equal(
        "mine",
      );
    }
  });

  it("are made by SAM for each API, or one for all", () => {
    const names = (plan: string) =>
      keysOf(madeBySam(plan)).map(({ name, plan: of }) => [name, of?.name]);
    expect(names("{ CreateUsagePlan: PER_API }")).to.deep.equal([["ApiApiKey", "ApiUsagePlan"]]);
    expect(names("{ CreateUsagePlan: SHARED }")).to.deep.equal([
      ["ServerlessApiKey", "ServerlessUsagePlan"],
    ]);
    expect(names("{ CreateUsagePlan: NONE }")).to.deep.equal([["local", undefined]]);
  });
});

describe("throttling", () => {
  it("is off unless asked for", async () => {
    expect(await statuses(open(written), 10)).to.deep.equal(Array(10).fill(200));
  });

  it("goes by the plan's method, then by the stage", async () => {
    const opened = open(written, true);
    expect(await statuses(opened, 3)).to.deep.equal([200, 200, 429]);
    const { response, trace } = await call(opened, "/a");
    expect(bodyText(response)).to.equal('{"message":"Too Many Requests"}');
    expect(headerValue(response.headers, "x-amzn-ErrorType")).to.equal("TooManyRequestsException");
    expect(headerValue(response.headers, "Retry-After")).to.equal(undefined);
    expect(trace.gatewayDetail).to.include("the usage plan Plan for /a/GET");
    // Without a key only the stage counts: three at once.
    expect(await statuses(opened, 4, "/b")).to.deep.equal([200, 200, 200, 429]);
    opened.clock.at += 1000;
    expect(await statuses(opened, 2, "/b")).to.deep.equal([200, 429]);
  });

  it("ends with the quota of a key until the next day", async () => {
    const opened = open(written, true);
    for (let each = 0; each < 4; each += 1) {
      expect((await call(opened, "/a")).response.status).to.equal(200);
      opened.clock.at += 1000;
    }
    const { response } = await call(opened, "/a");
    expect([response.status, bodyText(response)]).to.deep.equal([
      429,
      '{"message":"Limit Exceeded"}',
    ]);
    expect(headerValue(response.headers, "x-amzn-ErrorType")).to.equal("LimitExceededException");
    expect(headerValue(response.headers, "Retry-After")).to.equal(String(16 * 3600 - 4));
    opened.clock.at = Date.UTC(2026, 6, 12);
    expect((await call(opened, "/a")).response.status).to.equal(200);
  });

  it("goes by route settings of an HTTP API over its default", async () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: dev
      DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }
      RouteSettings: { "GET /b": { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } }
${fn.replaceAll("Type: Api,", "Type: HttpApi,").replaceAll("RestApiId", "ApiId").replace(", Auth: { ApiKeyRequired: false }", "")}`;
    const opened = open(text, true);
    expect(await statuses(opened, 2)).to.deep.equal([200, 429]);
    expect(await statuses(opened, 3, "/b")).to.deep.equal([200, 200, 429]);
    expect(bodyText((await call(opened, "/a")).response)).to.equal(
      '{"message":"Too Many Requests"}',
    );
  });
});
